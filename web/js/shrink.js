// A photo made small, and rid of where it was taken: drawn anew on the device, so that only pixels leave it.

const SIDE = 2048;
const ENOUGH = 500_000;
const QUALITIES = [0.85, 0.7, 0.55];
export const PHOTOS = ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"];

export function fit(width, height, side = SIDE) {
  const scale = Math.min(1, side / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

const blobOf = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

// What this device cannot decode goes as it is: the examination takes the place and the author away, too.
export async function shrink(file) {
  if (!PHOTOS.includes(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = fit(picture.width, picture.height);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    let made = null;
    for (const quality of QUALITIES) {
      made = await blobOf(canvas, quality);
      if (made && made.size <= ENOUGH) break;
    }
    return made ?? file;
  } catch {
    return file;
  }
}
