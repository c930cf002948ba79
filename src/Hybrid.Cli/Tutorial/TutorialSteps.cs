namespace Hybrid.Cli.Tutorial;

/// <summary>What the tutorial walks through: align, refine, be refused, evaluate, compare.</summary>
internal static class TutorialSteps
{
    /// <summary>The steps.</summary>
    /// <param name="embedded">Folder of the pairs that come with the program.</param>
    /// <param name="output">Folder that results are written into.</param>
    public static IReadOnlyList<TutorialStep> All(string embedded, string output)
    {
        string posters = Path.Combine(embedded, "homography", "viewpoint_posters");
        string litter = Path.Combine(embedded, "homography", "combined_litter");
        return
        [
            new("Align two images",
                "Two photographs of one wall. Hybrid finds where each pixel of the first lies in the second, and says how sure it is.",
                ["align", Path.Combine(posters, "1.jpg"), Path.Combine(posters, "3.jpg"), "-o", Path.Combine(output, "posters")],
                "overlay.png shows both images on top of each other, coloured where they disagree. alignment.json holds the homography, the confidence, and every step that was tried with its evidence."),
            new("Refine it by a network",
                "The same pair, refined: the classical result is the start, a small network looks at what is left of the motion, and its answer is kept only where independent evidence is better.",
                ["align", Path.Combine(posters, "1.jpg"), Path.Combine(posters, "3.jpg"), "--method", "hybrid", "-o", Path.Combine(output, "refined")],
                "Compare method_used, the steps and their evidence with those of before; flow.flo, which followed the homography alone where nothing was refined, now follows what the network saw."),
            new("Be told no",
                "Two images that have nothing in common. An answer here would be worse than none, so the exit code is 1 and the reason is said.",
                ["align", Path.Combine(posters, "1.jpg"), Path.Combine(litter, "1.jpg")],
                "In scripts, test the exit code: 0 aligned, 1 not alignable, 2 bad input."),
            new("Evaluate methods on a dataset",
                "The same methods on twelve pairs whose truth is known. A folder of your own pairs with ground truth is evaluated likewise: 'hybrid evaluate FOLDER'.",
                ["evaluate", Path.Combine(embedded, "homography"), "--methods", "classic,control,hybrid", "--limit", "12", "-o", Path.Combine(output, "run")],
                "auc@3 is the share of pairs, weighted by accuracy, within 3 px of the truth; wrong_ok counts confident wrong answers. Open report.html in a browser."),
            new("Compare them pair by pair",
                "Means hide what happens on the pairs. compare sets the methods against each other on the same pairs, with confidence intervals.",
                ["compare", Path.Combine(output, "run"), "--baseline", "classic"],
                "An interval that holds zero means: on these pairs no difference can be told. With more pairs it narrows."),
        ];
    }
}
