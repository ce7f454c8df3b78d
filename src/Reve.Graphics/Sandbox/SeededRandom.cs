namespace Reve.Graphics.Sandbox;

/// <summary>A pseudorandom sequence that depends only on its seed, on every platform and runtime version.</summary>
internal sealed class SeededRandom
{
    private ulong _state = 0xCBF29CE484222325;

    public SeededRandom(params string[] seed)
    {
        foreach (var text in seed)
        {
            foreach (var character in text)
                _state = (_state ^ character) * 0x100000001B3;
            _state = (_state ^ 0xFFFF) * 0x100000001B3;
        }
    }

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public double Between(double minimum, double maximum) =>
        minimum + ((Next() >> 11) * (1.0 / (1L << 53)) * (maximum - minimum));

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
