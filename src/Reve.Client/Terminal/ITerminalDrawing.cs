namespace Reve.Terminal;

/// <summary>A protocol of terminals: an image in, text out.</summary>
internal interface ITerminalDrawing
{
    string Draw(TerminalImage image, TerminalSpace space);
}
