// One upload: the signed form first, the file last. Gives whether it arrived; a form's answer says no more.

export function post({ url, fields }, blob, heard) {
  return new Promise((resolve) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", blob, "file");
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => heard(total ? Math.floor((100 * loaded) / total) : 0);
    request.onload = () => resolve(request.status >= 200 && request.status < 300);
    request.onerror = () => resolve(false);
    request.onabort = () => resolve(false);
    request.open("POST", url);
    request.send(form);
  });
}
