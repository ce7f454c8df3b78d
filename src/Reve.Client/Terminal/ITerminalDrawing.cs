namespace Reve.Terminal;

/// <summary>A protocol of terminals: a picture in, text out.</summary>
internal interface ITerminalDrawing
{
    string Draw(TerminalPicture picture, TerminalSpace space);
}
