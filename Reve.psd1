@{
    RootModule             = 'bin/Reve.dll'
    ModuleVersion          = '0.2.0'
    GUID                   = '5b0c9c51-8a0e-4b0e-9f3d-3f1c7c6e2d64'
    Author                 = 'The Reve authors'
    CompanyName            = 'The Reve authors'
    Copyright              = '(c) 2026 The Reve authors. MIT License.'
    Description            = 'Creates, edits and combines images with the Reve image models, through AIML API, OneRouter and inference.sh. Accepts prompts and images from the pipeline, shows prices before it sends anything, and never pays twice for the same request. A Sandbox provider works offline, without a key and free of charge.'

    CompatiblePSEditions   = @('Desktop', 'Core')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'

    CmdletsToExport        = @(
        'Connect-Reve'
        'ConvertFrom-ReveWebhook'
        'Disconnect-Reve'
        'Edit-ReveImage'
        'Export-ReveGallery'
        'Get-ReveBalance'
        'Get-ReveConnection'
        'Get-ReveHistory'
        'Get-ReveImageInfo'
        'Get-ReveProvider'
        'Get-ReveTask'
        'Join-ReveImage'
        'Measure-ReveUsage'
        'New-ReveImage'
        'Receive-ReveTask'
        'Save-ReveImage'
        'Show-ReveImage'
        'Stop-ReveTask'
        'Test-ReveConnection'
        'Wait-ReveTask'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @('eri', 'jri', 'nri')
    VariablesToExport      = @()

    FormatsToProcess       = @('Reve.Format.ps1xml')
    TypesToProcess         = @('Reve.Types.ps1xml')

    PrivateData            = @{
        PSData = @{
            Tags         = @('Reve', 'image', 'image-generation', 'AI', 'text-to-image', 'AIMLAPI', 'OneRouter', 'inference.sh', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            # The assemblies read this address from here, for Get-Help -Online.
            ProjectUri   = 'https://www.powershellgallery.com/packages/Reve'
            ReleaseNotes = 'The first release: New-ReveImage, Edit-ReveImage and Join-ReveImage with AIML API, OneRouter, inference.sh and an offline Sandbox; tasks of inference.sh; a journal to resume interrupted runs without paying twice; cost limits; images in the terminal.'
        }
    }
}
