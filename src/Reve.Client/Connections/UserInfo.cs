using System.Text.RegularExpressions;

namespace Reve.Connections;

/// <summary>The user name and password that an address can contain.</summary>
internal static class UserInfo
{
    private static readonly Regex s_userInfo = new(@"(?<=://)[^/\s'""]*@", RegexOptions.CultureInvariant);

    /// <summary>Removes the text between :// and @ from the addresses in a text.</summary>
    public static string Remove(string text) => s_userInfo.Replace(text, "");
}
