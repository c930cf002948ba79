namespace Hybrid.Cli.Infrastructure;

/// <summary>Reports at once and on the thread that reports, unlike <see cref="Progress{T}"/>, so that nothing is shown late.</summary>
internal sealed class ImmediateProgress<T>(Action<T> report) : IProgress<T>
{
    private readonly Lock _gate = new();

    /// <inheritdoc />
    public void Report(T value)
    {
        lock (_gate)
            report(value);
    }
}
