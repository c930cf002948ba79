using Hybrid.Alignment;
using Hybrid.Restoration;
using Hybrid.Stereo;

namespace Hybrid.Tests.Core;

public class MethodCatalogueTests
{
    private static readonly MethodOption<double> Ratio = MethodOption.Number("ratio", 0.8, 0.1, 1, "a bound").Formerly("lowe");
    private static readonly MethodOption<bool> Fast = MethodOption.Switch("fast", false, "hurry");
    private static readonly MethodOption<int> Level = MethodOption.Whole("level", 16, 8, 16, "a level", step: 8).When(Fast, true);
    private static readonly MethodOption<DayOfWeek?> Day = MethodOption.Optional(MethodOption.Choice("day", DayOfWeek.Friday, "a day"));

    private static readonly MethodCatalogue<string> Toys = new("toy",
    [
        new("train", "goes", [Ratio, Fast, Level, Day], (spec, _) => $"{Ratio.Read(spec):F1} {Fast.Read(spec)} {Level.Read(spec)} {Day.Read(spec)}"),
        new("doll", "stays", [Level], (spec, _) => $"{Level.Read(spec)}"),
    ]);

    public static TheoryData<string, string> Silent => new()
    {
        { "align", "hybrid:learned=off;network=nothing" },
        { "align", "hybrid:start=learned;learned=off" },
        { "align", "hybrid:escalate=none;detector=corners" },
        { "align", "control:motion=affine" },
        { "align", "control:refiner=ecc;preset=fast" },
        { "align", "control:refiner=photometric;rounds=2" },
        { "align", "hybrid:start-level=10" },
        { "align", "neural:rounds=2" },
        { "align", "classic:features=orb;rootsift=off" },
        { "align", "learned:features=orb" },
        { "align", "hybrid:escalate=none;direct=off" },
        { "align", "classic:deblurrer=network" },
        { "stereo", "hybrid:arbiter=on;overrule=0.5" },
        { "stereo", "neural:paths=five" },
        { "deblur", "blind:tile=512" },
    };

    [Theory]
    [InlineData("train", "0.8 False 16 ")]
    [InlineData("train:ratio=0.7;day=monday", "0.7 False 16 Monday")]
    [InlineData("train:fast=on;level=8;day=auto", "0.8 True 8 ")]
    [InlineData("train:lowe=0.3", "0.3 False 16 ")]
    [InlineData("doll:level=8", "8")]
    public void Values_and_defaults_are_read_through_the_declaration(string spec, string expected) =>
        Assert.Equal(expected, Create(spec));

    [Theory]
    [InlineData("trian", "did you mean 'train'")]
    [InlineData("train:ratoi=1", "did you mean 'ratio'")]
    [InlineData("train:ratio=2", "a number from 0.1 to 1")]
    [InlineData("train:level=8", "has no effect without fast=on")]
    [InlineData("train:fast=on;level=10", "one of 8, 16")]
    [InlineData("train:day=mondya", "did you mean 'monday'")]
    [InlineData("train:lowe=0.5;ratio=0.5", "former name")]
    public void Mistakes_are_refused_in_one_line_that_helps(string spec, string expected)
    {
        string message = Assert.Throws<InputException>(() => Create(spec)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_former_name_is_told_of()
    {
        var notices = new List<string>();
        Toys.Create(MethodSpec.Parse("train:lowe=0.5"), new AlignerSettings { Notice = notices.Add });
        Assert.Contains("now called ratio", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("control:judge=off", "verify")]
    [InlineData("neural:polish=on", "refine-flow")]
    [InlineData("hybrid:transformer=off", "direct")]
    public void Names_of_the_release_before_still_work(string spec, string today)
    {
        var notices = new List<string>();
        MethodSpec parsed = MethodSpec.Parse(spec);
        MethodSpec renamed = AlignerCatalogue.Methods.Find(parsed.Name).Require(parsed, notices.Add);
        Assert.Equal(parsed.Options.Values.Single(), renamed.Get(today));
        Assert.Contains(today, Assert.Single(notices), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void What_a_method_would_not_read_is_refused(string command, string spec) =>
        Assert.Throws<InputException>(() => Catalogue(command).Find(MethodSpec.Parse(spec).Name).Require(MethodSpec.Parse(spec)));

    [Fact]
    public void Defaults_are_valid_and_conditions_name_options_that_exist()
    {
        foreach (MethodDescription method in new[] { "align", "stereo", "deblur", "overlap" }.SelectMany(c => Catalogue(c).Methods))
        {
            Assert.Equal(method.Options.Count, method.Options.Select(o => o.Name).Distinct().Count());
            foreach (MethodOption option in method.Options)
            {
                option.Require(MethodSpec.Parse(method.Name).With(option.Name, option.DefaultText));
                Assert.NotEmpty(option.Help);
            }
        }
    }

    private static string Create(string spec) => FormattableString.Invariant($"{Toys.Create(MethodSpec.Parse(spec), new AlignerSettings())}");

    private static MethodCatalogue Catalogue(string command) => command switch
    {
        "align" => AlignerCatalogue.Methods,
        "stereo" => StereoCatalogue.Methods,
        "overlap" => OverlapCatalogue.Methods,
        _ => DeblurrerCatalogue.Methods,
    };
}
