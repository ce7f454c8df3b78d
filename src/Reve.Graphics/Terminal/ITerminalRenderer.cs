namespace Reve.Graphics.Terminal;

/// <summary>Renders images by one terminal protocol.</summary>
internal interface ITerminalRenderer
{
    string Render(TerminalImage image, TerminalSpace space);
}
