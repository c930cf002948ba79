namespace Hybrid.Cli.Doctor;

/// <summary>Whether a component is there.</summary>
internal enum DoctorState
{
    /// <summary>There.</summary>
    Present,

    /// <summary>Not there, and only some methods or commands want it.</summary>
    Optional,

    /// <summary>Not there, and nothing works without it.</summary>
    Missing,
}

/// <summary>One line of the doctor's report.</summary>
/// <param name="Name">The component.</param>
/// <param name="State">Whether it is there.</param>
/// <param name="Value">Its version or extent, or why it cannot be used.</param>
/// <param name="Remedy">How to get it; null where there is nothing to do.</param>
internal sealed record DoctorCheck(string Name, DoctorState State, string Value, string? Remedy = null);
