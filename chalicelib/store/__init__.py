"""The only home of DynamoDB, S3 and KMS names; rows and sealed bytes in, domain values out."""
