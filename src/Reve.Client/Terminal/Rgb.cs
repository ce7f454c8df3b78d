namespace Reve.Terminal;

/// <summary>A colour that cannot be seen through: neither characters nor palettes know any other.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue);
