namespace Reve.Emulator;

/// <summary>One step of a task's script.</summary>
/// <param name="State">What is told about the task meanwhile.</param>
/// <param name="Lasts">How many answers or lines of a stream tell it before the task moves on.</param>
/// <param name="IsHeld">Whether the task stays here until the test releases it.</param>
public sealed record TaskStage(TaskState State, int Lasts = 1, bool IsHeld = false);
