namespace Reve;

/// <summary>The level of a notice.</summary>
public enum ReveNoticeLevel
{
    /// <summary>Requests and responses, without keys and images.</summary>
    Debug,

    /// <summary>One line for each step.</summary>
    Verbose,

    /// <summary>The progress of a task.</summary>
    Progress,

    /// <summary>Something that the user should know.</summary>
    Warning,
}
