namespace Hybrid.Tests.Core;

/// <summary>Text from outside as one line for a terminal.</summary>
public class MessageTextTests
{
    [Theory]
    [InlineData("plain, with é and 日本", "plain, with é and 日本")]
    [InlineData("two\r\n  lines", "two lines")]
    [InlineData("\u001b[31mred\u0007", "\\u001b[31mred\\u0007")]
    [InlineData("right\u202eleft", "right\\u202eleft")]
    [InlineData("a\u2028b", "a b")]
    [InlineData("  padded \n", "padded")]
    [InlineData("", "")]
    public void It_is_one_line_that_a_terminal_prints_and_does_not_obey(string text, string line) => Assert.Equal(line, MessageText.OneLine(text));

    [Fact]
    public void A_very_long_text_keeps_its_beginning_and_its_end()
    {
        string line = MessageText.OneLine($"begin {new string('x', 100_000)} end");
        Assert.InRange(line.Length, 1000, 2000);
        Assert.StartsWith("begin ", line, StringComparison.Ordinal);
        Assert.EndsWith(" end", line, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_about_input_says_one_line()
    {
        Assert.Equal("cannot read 'a b\\u001b'", new InputException("cannot read 'a\nb\u001b'").Message);
        Assert.Equal("x y", new InputException("x\ny", new InvalidOperationException()).Message);
    }
}
