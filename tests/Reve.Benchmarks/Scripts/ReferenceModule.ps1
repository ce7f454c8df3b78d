# Creates the module that Import-Module is compared with: one empty cmdlet, a manifest and one view.

param([Parameter(Mandatory)] [string] $Folder)

$ErrorActionPreference = 'Stop'
$module = (New-Item (Join-Path $Folder 'Reference') -ItemType Directory).FullName

Add-Type -OutputAssembly (Join-Path $module 'Reference.dll') -TypeDefinition @'
using System.Management.Automation;

namespace Reference
{
    [Cmdlet(VerbsCommon.Get, "Reference")]
    public sealed class GetReferenceCommand : PSCmdlet
    {
    }

    public sealed class Item
    {
        public string Name { get; set; }
    }
}
'@

New-ModuleManifest (Join-Path $module 'Reference.psd1') -RootModule Reference.dll -CmdletsToExport Get-Reference `
    -FunctionsToExport @() -AliasesToExport @() -VariablesToExport @() -FormatsToProcess Reference.Format.ps1xml

Set-Content (Join-Path $module 'Reference.Format.ps1xml') @'
<?xml version="1.0" encoding="utf-8"?>
<Configuration>
  <ViewDefinitions>
    <View>
      <Name>Reference.Item</Name>
      <ViewSelectedBy><TypeName>Reference.Item</TypeName></ViewSelectedBy>
      <TableControl>
        <TableHeaders><TableColumnHeader /></TableHeaders>
        <TableRowEntries>
          <TableRowEntry>
            <TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem></TableColumnItems>
          </TableRowEntry>
        </TableRowEntries>
      </TableControl>
    </View>
  </ViewDefinitions>
</Configuration>
'@
