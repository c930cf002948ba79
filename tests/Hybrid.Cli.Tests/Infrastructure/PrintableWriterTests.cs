using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Tests.Infrastructure;

public class PrintableWriterTests
{
    [Theory]
    [InlineData("plain\ttext\nin lines\r\n", "plain\ttext\nin lines\r\n")]
    [InlineData("\u001b[2Jgone\u0007", "\uFFFD[2Jgone\uFFFD")]
    [InlineData("\u009b31m", "\uFFFD31m")]
    [InlineData("gpj.\u202Eexe", "gpj.\uFFFDexe")]
    [InlineData("Größe 東京 🎞", "Größe 東京 🎞")]
    public void Orders_to_a_terminal_become_marks_and_text_stays(string text, string expected)
    {
        using var raw = new StringWriter();
        using var writer = new PrintableWriter(raw);
        writer.Write(text);
        Assert.Equal(expected, raw.ToString());
        raw.GetStringBuilder().Clear();
        foreach (char c in text)
            writer.Write(c);
        Assert.Equal(expected, raw.ToString());
    }

    [Fact]
    public void A_message_is_one_line_of_printable_text() =>
        Assert.Equal(@"'a b\u001b]0;x' is empty", Terminal.OneLine("'a\nb\u001b]0;x' is empty"));
}
