namespace Hybrid.Evaluation.Cluster.Slurm;

/// <summary>Words of a shell's command line.</summary>
public static class ShellWord
{
    /// <summary>A text as one word, whatever it holds.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '=' or ',' or ':' or '+')
            ? text
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }
}
