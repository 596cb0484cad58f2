# Asks an https endpoint with this PowerShell's defaults and prints its reply.
# Usage: powershell -File probe.ps1 https://host/path   (pwsh -File … for PowerShell 6 and later)
param([string]$Url)
(Invoke-WebRequest -Uri $Url -UseBasicParsing).Content
