# Windows PowerShell 3.0 to 5.1: offer TLS 1.2 in this session, then ask an https endpoint.
# Usage: powershell -File tls12.ps1 https://host/path
param([string]$Url)

# tls-ready: begin
# 0 is SystemDefault: Windows chooses, leave it alone.
if ([int][Net.ServicePointManager]::SecurityProtocol -ne 0) {
    [Net.ServicePointManager]::SecurityProtocol =
        [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
}
# tls-ready: end

(New-Object Net.WebClient).DownloadString($Url)
