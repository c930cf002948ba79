using Hybrid.Alignment;

namespace Hybrid.Tests.Core;

public class MethodSpecTests
{
    [Fact]
    public void A_spec_with_options_keeps_them_in_canonical_order()
    {
        MethodSpec spec = MethodSpec.Parse(" classic : ratio=0.7;features=orb ");
        Assert.Equal("classic", spec.Name);
        Assert.Equal("classic:features=orb;ratio=0.7", spec.ToString());
        Assert.Equal(spec, MethodSpec.Parse("classic:features=orb;ratio=0.7"));
        Assert.Equal(0.7, spec.GetDouble("ratio", 0.8));
    }

    [Fact]
    public void A_list_is_split_at_commas()
    {
        IReadOnlyList<MethodSpec> specs = MethodSpec.ParseList("classic,control,classic:features=orb;estimator=ransac");
        Assert.Equal(["classic", "control", "classic:estimator=ransac;features=orb"], specs.Select(s => s.ToString()));
    }

    [Theory]
    [InlineData("classik", "did you mean 'classic'")]
    [InlineData("classic:feature=orb", "did you mean 'features'")]
    [InlineData("classic:features=orbb", "did you mean 'orb'")]
    [InlineData("classic:ratio=2", "must be a number")]
    [InlineData("classic:ratio", "is not option=value")]
    [InlineData(":x=1", "names no method")]
    public void Mistakes_are_named_and_the_nearest_spelling_is_suggested(string text, string expected)
    {
        InputException e = Assert.Throws<InputException>(() => AlignerCatalogue.Create(MethodSpec.Parse(text), new AlignerSettings()));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_method_named_twice_is_refused() =>
        Assert.Throws<InputException>(() => MethodSpec.ParseList("classic,classic"));
}
