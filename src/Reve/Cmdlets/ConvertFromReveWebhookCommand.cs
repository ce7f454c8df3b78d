using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using Reve.Hosting;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Turns the body of a webhook into the task that it tells about.</summary>
[Cmdlet(VerbsData.ConvertFrom, "ReveWebhook")]
[OutputType(typeof(ReveTask))]
public sealed class ConvertFromReveWebhookCommand : ReveCmdlet
{
    private readonly List<byte> _bytes = [];
    private readonly StringBuilder _text = new();

    /// <summary>The body, as text or bytes; what comes in pieces is put together.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    [ValidateNotNull]
    public object InputObject { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject)
        {
            case byte single: _bytes.Add(single); break;
            case byte[] whole: Convert(Encoding.UTF8.GetString(whole)); break;
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

    private void Convert(string body)
    {
        ReveTask? task = null;
        if (!Try(() => task = ReveClient.ReadWebhook(body.TrimStart('\uFEFF')), body)) return;
        Session.Remember(task!);
        WriteObject(task);
    }
}
