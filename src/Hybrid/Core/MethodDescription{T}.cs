namespace Hybrid.Core;

/// <summary>A method and how it is made.</summary>
/// <typeparam name="T">What a method of this kind is.</typeparam>
/// <param name="Name">Name in a spec.</param>
/// <param name="Summary">One line on how it works.</param>
/// <param name="Options">What may stand behind its name.</param>
/// <param name="Create">Makes it from a spec that <see cref="MethodDescription.Require"/> has let through; throws <see cref="InputException"/> where a model is missing.</param>
public sealed record MethodDescription<T>(string Name, string Summary, IReadOnlyList<MethodOption> Options, Func<MethodSpec, AlignerSettings, T> Create)
    : MethodDescription(Name, Summary, Options);
