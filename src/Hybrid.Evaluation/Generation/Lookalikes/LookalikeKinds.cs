namespace Hybrid.Evaluation.Generation.Lookalikes;

/// <summary>Every kind: half of them for tuning, half held out. New ones go to the end, so that a seed paints the others as before.</summary>
internal static class LookalikeKinds
{
    /// <summary>The kinds, in the order of the dataset.</summary>
    public static IReadOnlyList<LookalikeKind> All { get; } =
    [
        LookalikeKind.Over("caption", false, OverlayPainter.Caption),
        LookalikeKind.Over("subtitle", true, OverlayPainter.Subtitle),
        LookalikeKind.Over("watermark", false, OverlayPainter.Watermark),
        LookalikeKind.Over("logo", true, OverlayPainter.Logo),
        LookalikeKind.Over("frame", false, OverlayPainter.Frame),
        LookalikeKind.Over("film", true, OverlayPainter.Film),
        LookalikeKind.Over("letterbox", false, OverlayPainter.Letterbox),
        LookalikeKind.Over("round-mask", true, OverlayPainter.RoundMask),
        LookalikeKind.Over("no-data", false, OverlayPainter.NoData),
        LookalikeKind.Over("collage", true, OverlayPainter.Collage),
        LookalikeKind.Over("instruments", false, OverlayPainter.Instruments),
        LookalikeKind.Over("dashboard", true, OverlayPainter.Dashboard),
        LookalikeKind.Over("window", false, OverlayPainter.Window),
        LookalikeKind.Over("web-page", true, OverlayPainter.WebPage),
        LookalikeKind.Over("map-frame", false, OverlayPainter.MapFrame),
        LookalikeKind.Over("lens-dirt", true, OverlayPainter.LensDirt),
        LookalikeKind.Whole("letterhead", false, DocumentPainter.Letterhead),
        LookalikeKind.Whole("form", false, DocumentPainter.Form),
        LookalikeKind.Whole("text", false, DocumentPainter.Text),
        LookalikeKind.Whole("table", false, DocumentPainter.Table),
        LookalikeKind.Whole("chart", false, DocumentPainter.Chart),
        LookalikeKind.Whole("score", false, DocumentPainter.Score),
        LookalikeKind.Whole("bricks", false, LatticePainter.Bricks),
        LookalikeKind.Whole("paving", true, LatticePainter.Paving),
        LookalikeKind.Whole("grid", false, LatticePainter.Grid),
        LookalikeKind.Whole("perforated", true, LatticePainter.Perforated),
        LookalikeKind.Whole("windows", false, LatticePainter.Windows),
        LookalikeKind.Whole("horizon", true, LatticePainter.Horizon),
        LookalikeKind.Whole("calendar", true, LayoutPainter.Calendar),
        LookalikeKind.Whole("receipt", true, LayoutPainter.Receipt),
        LookalikeKind.Whole("chess", true, LayoutPainter.Chess),
        LookalikeKind.Whole("crossword", true, LayoutPainter.Crossword),
        LookalikeKind.Whole("circuit", true, LayoutPainter.Circuit),
        LookalikeKind.Whole("gauges", true, LayoutPainter.Gauges),
    ];
}
