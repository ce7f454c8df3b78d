namespace Reve.Emulator;

/// <summary>One provider's wire.</summary>
internal interface IWire
{
    bool Serves(RecordedRequest request);

    /// <summary>What the provider would answer, charge included.</summary>
    Reply Answer(RecordedRequest request);
}
