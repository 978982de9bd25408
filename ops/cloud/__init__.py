"""Deploying a stage and looking after it: what talks to CloudFormation, S3 and the services beside our own code."""
