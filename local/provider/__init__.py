"""The provider of e-mail and SMS: SES, SNS and End User Messaging, and what they say afterwards of each message."""
