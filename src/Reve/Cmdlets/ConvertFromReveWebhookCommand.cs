using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using Reve.Hosting;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Reads the task from the body of a webhook request.</summary>
[Cmdlet(VerbsData.ConvertFrom, "ReveWebhook", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveTask))]
public sealed class ConvertFromReveWebhookCommand : ReveCmdlet
{
    private readonly List<byte> _bytes = [];
    private readonly StringBuilder _text = new();

    /// <summary>The body, as text or bytes. Lines and single bytes from the pipeline are combined.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true,
        HelpMessage = "The body of the webhook request, as text or bytes")]
    [AllowEmptyString]
    [ValidateNotNull]
    public object InputObject { get; set; } = "";

    /// <summary>The provider that sent the request. By default, the form of the body decides.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Provider { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (PipelineValue.Unwrap(InputObject))
        {
            case byte value: _bytes.Add(value); break;
            case byte[] body: Convert(Encoding.UTF8.GetString(body)); break;
            case string text when _text.Length == 0 && text.Trim() is ['{', .., '}']: Convert(text); break;
            case var line: _text.AppendLine(line?.ToString()); break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_bytes.Count > 0) Convert(Encoding.UTF8.GetString(_bytes.ToArray()));
        if (_text.Length > 0) Convert(_text.ToString());
    }

    private ProviderInfo? Sender => Provider is null ? null : ProviderRegistry.Get(Provider);

    private void Convert(string body)
    {
        ReveTask? task = null;
        if (!Try(() => task = ReveClient.ReadWebhook(body.TrimStart('\uFEFF'), Sender), body)) return;
        Session.Remember(task!);
        WriteObject(task);
    }
}
