namespace Hybrid.Stereo;

/// <summary>Finds the disparity of a stereo pair. Implementations are immutable and may be used from several threads at once.</summary>
public interface IStereoMatcher
{
    /// <summary>Name in the catalogue and in reports, e.g. <c>classic</c>.</summary>
    string Name { get; }

    /// <summary>Matches the left image (A) to the right one (B).</summary>
    /// <param name="pair">A is the left image; both of one size; not modified.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    /// <returns>A result; a pair that cannot be matched is a value with <see cref="ResultStatus.Failed"/> and a finding that says why.</returns>
    /// <exception cref="InputException">The images differ in size or are too small.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    StereoResult Match(ImagePair pair, CancellationToken cancellationToken = default) => Match(pair, null, cancellationToken);

    /// <summary>Matches a pair whose cameras are known, which say where infinity lies: no partner can be beyond it.</summary>
    /// <param name="pair">A is the left image; both of one size; not modified.</param>
    /// <param name="camera">The rectified cameras; null where they are not known.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    /// <inheritdoc cref="Match(ImagePair, CancellationToken)" path="/returns|/exception"/>
    StereoResult Match(ImagePair pair, StereoCamera? camera, CancellationToken cancellationToken = default);
}
