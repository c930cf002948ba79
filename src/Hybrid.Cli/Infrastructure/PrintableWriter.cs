using System.Text;

namespace Hybrid.Cli.Infrastructure;

/// <summary>
/// Writes text to a terminal with every control character but the ends of lines and tabs shown as a mark, so that the name of a
/// file from anywhere can neither move the cursor nor rename the window. Not disposed with what it writes to.
/// </summary>
/// <param name="raw">The terminal.</param>
internal sealed class PrintableWriter(TextWriter raw) : TextWriter
{
    /// <summary>What is written to, for the program's own escapes.</summary>
    public TextWriter Raw { get; } = raw;

    /// <inheritdoc />
    public override Encoding Encoding => Raw.Encoding;

    /// <summary>What a writer writes to.</summary>
    public static TextWriter Unwrapped(TextWriter writer) => (writer as PrintableWriter)?.Raw ?? writer;

    /// <inheritdoc />
    public override void Write(char value) => Raw.Write(IsHarmful(value) ? Terminal.Mark : value);

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (buffer.Length > 0)
        {
            int harmless = 0;
            while (harmless < buffer.Length && !IsHarmful(buffer[harmless]))
                harmless++;
            Raw.Write(buffer[..harmless]);
            if (harmless == buffer.Length)
                return;
            Raw.Write(Terminal.Mark);
            buffer = buffer[(harmless + 1)..];
        }
    }

    /// <inheritdoc />
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc />
    public override void Flush() => Raw.Flush();

    private static bool IsHarmful(char c) => Terminal.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
