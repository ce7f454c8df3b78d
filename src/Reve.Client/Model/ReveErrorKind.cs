namespace Reve;

/// <summary>
/// What went wrong, by meaning. The names are the error ids that scripts branch on; they never change.
/// </summary>
public enum ReveErrorKind
{
    /// <summary>The prompt has no words.</summary>
    PromptEmpty,

    /// <summary>The prompt has more characters than the provider reads.</summary>
    PromptTooLong,

    /// <summary>The aspect ratio is not one that the provider draws.</summary>
    AspectRatioUnknown,

    /// <summary>The provider cannot do this operation.</summary>
    OperationNotSupported,

    /// <summary>The provider has no such option for this operation.</summary>
    OptionNotSupported,

    /// <summary>The option's value lies outside what the provider takes.</summary>
    OptionOutOfRange,

    /// <summary>A provider was asked for that does not exist.</summary>
    ProviderUnknown,

    /// <summary>No provider was named and none, or more than one, could be meant.</summary>
    ProviderUndecided,

    /// <summary>The provider needs an API key and none was given.</summary>
    ApiKeyMissing,

    /// <summary>The API key has a character that cannot travel in a header.</summary>
    ApiKeyInvalid,

    /// <summary>The base address is not an absolute http or https address.</summary>
    BaseUriInvalid,

    /// <summary>The key would travel unencrypted to another machine.</summary>
    BaseUriInsecure,

    /// <summary>The proxy's address is not one of a proxy, or has a password in it.</summary>
    ProxyInvalid,

    /// <summary>A header cannot be sent, or is one that the module itself sends.</summary>
    HeaderInvalid,

    /// <summary>An additional field cannot be sent as JSON, or is sent already.</summary>
    AdditionalBodyInvalid,

    /// <summary>The operation needs an image and none was given.</summary>
    InputMissing,

    /// <summary>There is no such image file.</summary>
    InputNotFound,

    /// <summary>What was given is neither an image nor the way to one.</summary>
    InputNotUnderstood,

    /// <summary>The image file cannot be read.</summary>
    InputUnreadable,

    /// <summary>The image file is empty.</summary>
    InputEmpty,

    /// <summary>The file is not an image, whatever its name says.</summary>
    InputNotImage,

    /// <summary>The image's format is not one that the provider reads.</summary>
    InputFormatNotSupported,

    /// <summary>The image has more bytes than the provider takes.</summary>
    InputTooLarge,

    /// <summary>The image has more pixels than the provider takes.</summary>
    InputTooManyPixels,

    /// <summary>The image changed while it was being sent.</summary>
    InputChanged,

    /// <summary>More images than the provider takes in one call.</summary>
    TooManyInputs,

    /// <summary>The prompt speaks of an image that is not there.</summary>
    TagOutOfRange,

    /// <summary>The output file exists.</summary>
    OutputExists,

    /// <summary>The folder of the output file does not exist.</summary>
    OutputFolderMissing,

    /// <summary>The output cannot be written.</summary>
    OutputNotWritable,

    /// <summary>The path of an output file leaves the output folder.</summary>
    OutputOutsideFolder,

    /// <summary>Several images would go into one file.</summary>
    OutputShared,

    /// <summary>Two things were asked for that exclude each other.</summary>
    OptionConflict,

    /// <summary>The name template has a field that does not exist.</summary>
    NameTemplateInvalid,

    /// <summary>The key was refused.</summary>
    AuthenticationFailed,

    /// <summary>The account has no credit left, or its plan allows no more.</summary>
    OutOfCredit,

    /// <summary>The provider found the request itself at fault.</summary>
    InvalidRequest,

    /// <summary>The prompt, an input or the result was refused by the provider's content policy.</summary>
    ContentViolation,

    /// <summary>The model is not there, or no longer.</summary>
    ModelRetired,

    /// <summary>The app needs something that the account lacks, such as a secret or an integration.</summary>
    RequirementsNotMet,

    /// <summary>An image could not be brought to the provider; nothing was charged.</summary>
    UploadFailed,

    /// <summary>There is no such task.</summary>
    TaskNotFound,

    /// <summary>The task failed.</summary>
    TaskFailed,

    /// <summary>The task was cancelled.</summary>
    TaskCancelled,

    /// <summary>The task is not over yet.</summary>
    TaskNotOver,

    /// <summary>The body of a webhook tells of no task.</summary>
    WebhookUnreadable,

    /// <summary>Too many requests in too short a time.</summary>
    RateLimited,

    /// <summary>The provider failed, or was not available.</summary>
    ProviderFailed,

    /// <summary>No connection came about; nothing was sent.</summary>
    ConnectionFailed,

    /// <summary>Time ran out before the request was sent; nothing was charged.</summary>
    TimedOut,

    /// <summary>The request was sent and no answer came: it may have been charged.</summary>
    OutcomeUnknown,

    /// <summary>The provider answered with success and something that cannot be read: it was charged.</summary>
    UnreadableResponse,

    /// <summary>The image was made, and could not be fetched from its address.</summary>
    DownloadFailed,

    /// <summary>The image was made, and could not be written to disk.</summary>
    SaveFailed,

    /// <summary>A line of the journal cannot be read, so that -Resume cannot tell what was paid for.</summary>
    JournalDamaged,

    /// <summary>A warning: the file of an image was changed after it was saved.</summary>
    SavedFileChanged,

    /// <summary>Another command that resumes has the output folder to itself.</summary>
    OutputInUse,

    /// <summary>The call could have cost more than the limit allows; it was not sent.</summary>
    CostLimitReached,

    /// <summary>Another call ended in a way that this one would have ended too; it was not sent.</summary>
    NotSent,

    /// <summary>A limit was set, and what the call would cost is not known.</summary>
    PriceUnknown,

    /// <summary>The image cannot be drawn in the terminal: its format, its damage or its place forbids it.</summary>
    ImageNotShowable,

    /// <summary>The system's viewer for images could not be started.</summary>
    ViewerNotStarted,
}
