namespace Reve;

/// <summary>
/// The kinds of errors. The names are the error ids that scripts use; they do not change.
/// </summary>
public enum ReveErrorKind
{
    /// <summary>The prompt is empty.</summary>
    PromptEmpty,

    /// <summary>The prompt is longer than the provider accepts.</summary>
    PromptTooLong,

    /// <summary>The provider does not support the aspect ratio.</summary>
    AspectRatioUnknown,

    /// <summary>The provider does not support the operation.</summary>
    OperationNotSupported,

    /// <summary>The provider does not support the option for this operation.</summary>
    OptionNotSupported,

    /// <summary>The value of a record cannot be converted to the type of the option.</summary>
    OptionInvalid,

    /// <summary>The value of the option is outside the range that the provider accepts.</summary>
    OptionOutOfRange,

    /// <summary>There is no such provider.</summary>
    ProviderUnknown,

    /// <summary>No provider was specified, and the choice is not clear.</summary>
    ProviderUndecided,

    /// <summary>The provider requires an API key, and there is none.</summary>
    ApiKeyMissing,

    /// <summary>The API key contains a character that is not valid in a header, or is too short to be a key.</summary>
    ApiKeyInvalid,

    /// <summary>The base address is not an absolute http or https address.</summary>
    BaseUriInvalid,

    /// <summary>The key would be sent unencrypted to another machine.</summary>
    BaseUriInsecure,

    /// <summary>The address of the proxy is not valid, or contains a password.</summary>
    ProxyInvalid,

    /// <summary>A header is not valid, or is sent by the module itself.</summary>
    HeaderInvalid,

    /// <summary>An additional field cannot be written as JSON, or exists already.</summary>
    AdditionalBodyInvalid,

    /// <summary>The operation requires an input image.</summary>
    InputMissing,

    /// <summary>The file does not exist.</summary>
    InputNotFound,

    /// <summary>The input is neither an image nor a reference to one.</summary>
    InputNotUnderstood,

    /// <summary>The file cannot be read.</summary>
    InputUnreadable,

    /// <summary>The file is empty.</summary>
    InputEmpty,

    /// <summary>The content is not an image.</summary>
    InputNotImage,

    /// <summary>The image file is truncated.</summary>
    InputTruncated,

    /// <summary>The provider does not accept the format of the image.</summary>
    InputFormatNotSupported,

    /// <summary>The image has more bytes than the provider accepts.</summary>
    InputTooLarge,

    /// <summary>The image has more pixels than the provider accepts.</summary>
    InputTooManyPixels,

    /// <summary>The image changed after it was validated.</summary>
    InputChanged,

    /// <summary>There are more images than the provider accepts in one call.</summary>
    TooManyInputs,

    /// <summary>The prompt refers to an input image that does not exist.</summary>
    TagOutOfRange,

    /// <summary>The output file exists.</summary>
    OutputExists,

    /// <summary>The folder of the output file does not exist.</summary>
    OutputFolderMissing,

    /// <summary>The output cannot be written.</summary>
    OutputNotWritable,

    /// <summary>The path of an output file leaves the output folder.</summary>
    OutputOutsideFolder,

    /// <summary>Several images would be saved to one file.</summary>
    OutputShared,

    /// <summary>Two specified parameters exclude each other.</summary>
    OptionConflict,

    /// <summary>The name template is not valid.</summary>
    NameTemplateInvalid,

    /// <summary>The provider rejected the key.</summary>
    AuthenticationFailed,

    /// <summary>The account has no credit left, or its plan is exhausted.</summary>
    OutOfCredit,

    /// <summary>The provider rejected the request as not valid.</summary>
    InvalidRequest,

    /// <summary>The prompt, an input image or the result violates the provider's content policy.</summary>
    ContentViolation,

    /// <summary>The model does not exist, or was withdrawn.</summary>
    ModelRetired,

    /// <summary>The account lacks something that the model requires, such as a secret or an integration.</summary>
    RequirementsNotMet,

    /// <summary>An input image could not be uploaded; nothing was charged.</summary>
    UploadFailed,

    /// <summary>There is no such task.</summary>
    TaskNotFound,

    /// <summary>The task failed.</summary>
    TaskFailed,

    /// <summary>The task was cancelled.</summary>
    TaskCancelled,

    /// <summary>The task has not ended yet.</summary>
    TaskNotOver,

    /// <summary>The task has ended, and its result is not available any more.</summary>
    ResultExpired,

    /// <summary>The body of a webhook contains no task.</summary>
    WebhookUnreadable,

    /// <summary>The provider received too many requests.</summary>
    RateLimited,

    /// <summary>The provider failed, or is not available.</summary>
    ProviderFailed,

    /// <summary>No connection was established; nothing was sent.</summary>
    ConnectionFailed,

    /// <summary>The timeout elapsed before the request was sent; nothing was charged.</summary>
    TimedOut,

    /// <summary>The request was sent, and its result is unknown. It may have been charged.</summary>
    OutcomeUnknown,

    /// <summary>The response of success cannot be read. The call was charged.</summary>
    UnreadableResponse,

    /// <summary>The image was generated, but could not be downloaded.</summary>
    DownloadFailed,

    /// <summary>The image was generated, but could not be saved.</summary>
    SaveFailed,

    /// <summary>A line of the journal cannot be read, so that -Resume cannot tell what was paid for.</summary>
    JournalDamaged,

    /// <summary>A warning: the file of an image was changed after it was saved.</summary>
    SavedFileChanged,

    /// <summary>Another command uses the output folder.</summary>
    OutputInUse,

    /// <summary>The call could exceed the cost limit; it was not sent.</summary>
    CostLimitReached,

    /// <summary>The cost limit has no unit, or cannot be compared with the prices.</summary>
    CostLimitInvalid,

    /// <summary>The provider returned an address on another host for a task.</summary>
    TaskAddressRefused,

    /// <summary>The call was not sent, because it would end with the error of an earlier call.</summary>
    NotSent,

    /// <summary>A cost limit was specified, and the price of the call is not known.</summary>
    PriceUnknown,

    /// <summary>The image cannot be shown in the terminal.</summary>
    ImageNotShowable,

    /// <summary>The image viewer of the system could not be started.</summary>
    ViewerNotStarted,
}
