namespace Hybrid.Core;

/// <summary>A step of the provenance as reports have it.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Outcome">What became of it, in kebab case.</param>
/// <param name="Reason">Why, in kebab case.</param>
/// <param name="Evidence">The figures behind it.</param>
/// <param name="Ms">Wall-clock milliseconds.</param>
internal sealed record StepDocument(string Step, string Outcome, string Reason, string Evidence, double Ms)
{
    /// <summary>The form of a step.</summary>
    public static StepDocument Of(ProvenanceStep step) =>
        new(step.Step, KebabCase.Of(step.Outcome), KebabCase.Of(step.Reason), step.Evidence, ResultJson.Rounded(step.Milliseconds, 2));
}
