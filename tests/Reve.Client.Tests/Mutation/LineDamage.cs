using System;
using System.Linq;
using System.Text;

namespace Reve.Tests.Mutation;

/// <summary>Damages lines of a stream of events or of a journal: they are lost, repeated, moved or foreign.</summary>
internal static class LineDamage
{
    private static readonly string[] s_odd =
    [
        "", "data:", "data: [DONE]", "data: null", ": ping", "event: error", "id: 7\r", "{}", "[]", "null", "\uFEFF",
        """{"event":"torn"}""", """{"event":"saved"}""", """data: {"error":{"code":500}}""",
    ];

    public static byte[] Apply(byte[] document, Random random)
    {
        // Latin-1 keeps all bytes.
        var lines = Encoding.Latin1.GetString(document).Split('\n').ToList();
        var at = random.Next(lines.Count);
        var line = lines[at];
        switch (random.Next(5))
        {
            case 0: lines.RemoveAt(at); break;
            case 1: lines.Insert(random.Next(lines.Count), line); break;
            case 2:
                lines.RemoveAt(at);
                lines.Insert(random.Next(lines.Count + 1), line);
                break;
            case 3: lines[at] = line[..random.Next(line.Length + 1)]; break;
            default: lines.Insert(at, s_odd[random.Next(s_odd.Length)]); break;
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }
}
