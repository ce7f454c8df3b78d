namespace Reve.Platform;

/// <summary>The edition of PowerShell that this build is for.</summary>
public static class Edition
{
    /// <summary>Whether it is Windows PowerShell.</summary>
    public static bool IsDesktop => true;
}
