namespace Reve.Imaging;

/// <summary>Numbers that look random and are the same for the same words, on every machine and in every year.</summary>
internal sealed class Dice
{
    private ulong _state = 0xCBF29CE484222325;

    public Dice(params string[] words)
    {
        foreach (var word in words)
        {
            foreach (var letter in word)
                _state = (_state ^ letter) * 0x100000001B3;
            _state = (_state ^ 0xFFFF) * 0x100000001B3;
        }
    }

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public double Between(double least, double most) =>
        least + ((Next() >> 11) * (1.0 / (1L << 53)) * (most - least));

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
