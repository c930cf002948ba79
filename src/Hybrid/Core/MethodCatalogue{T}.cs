namespace Hybrid.Core;

/// <summary>
/// The methods of one kind by name. A kind declares its options as <see cref="MethodOption{T}"/>, lists its methods as
/// <see cref="MethodDescription{T}"/> in one static catalogue, and reads values in their <c>Create</c> through the
/// declarations:
/// <code>
/// static readonly MethodOption&lt;double&gt; Ratio = MethodOption.Number("ratio", 0.8, 0.1, 1, "bound on …");
/// static readonly MethodCatalogue&lt;IAligner&gt; Methods = new("method",
///     [new("classic", "features, …", [Ratio], (spec, settings) => new ClassicAligner(Ratio.Read(spec), settings))]);
/// IAligner aligner = Methods.Create(MethodSpec.Parse("classic:ratio=0.7"), settings);
/// </code>
/// </summary>
/// <typeparam name="T">What a method of this kind is.</typeparam>
public sealed class MethodCatalogue<T> : MethodCatalogue
{
    /// <summary>Creates a catalogue.</summary>
    /// <param name="kind">What its methods are called in messages: <c>stereo method</c>.</param>
    /// <param name="methods">Every method, in the order in which they are listed.</param>
    public MethodCatalogue(string kind, IReadOnlyList<MethodDescription<T>> methods)
        : base(kind, methods)
    {
    }

    /// <summary>Creates the method that a spec names.</summary>
    /// <exception cref="InputException">The method or an option is unknown, a value is not valid or without effect, or a model is missing.</exception>
    public T Create(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(settings);
        var method = (MethodDescription<T>)Find(spec.Name);
        return method.Create(method.Require(spec, settings.Notice), settings);
    }
}
