// Image files through the plain format libraries, behind the names and with the semantics of cv::imread.
#pragma once
#include "shim.hpp"
#include <functional>
#include <stdexcept>

namespace codecs
{
    enum class Format { Unknown, Jpeg, Png, Tiff, WebP, Pnm, Pfm, Bmp };

    // What a header says. The same layout as ImageProbe.Native in C#.
    struct Info
    {
        int format, width, height, bitDepth, channels, hasAlpha, orientation, animated, isFloat;
    };

    struct Probe
    {
        Info info{};
        std::vector<uchar> icc, exif;
    };

    struct Bytes
    {
        const uchar* data;
        size_t size;
        const uchar* end() const { return data + size; }
    };

    // What the caller will keep of the stored pixels.
    struct Wanted
    {
        bool unchanged, color, anyColor, anyDepth, ignoreOrientation;
        int reduce;
        explicit Wanted(int flags);
        bool keep_alpha() const { return unchanged; }
        bool keep_depth() const { return unchanged || anyDepth; }
        bool gray_only() const { return !unchanged && !color && !anyColor; }
    };

    // A file that is cut short, corrupt, or of a kind that we do not read: an expected failure, not an error.
    struct Failure : std::runtime_error
    {
        using std::runtime_error::runtime_error;
    };

    // As OpenCV: sides up to 2^20, 2^30 pixels.
    void check_size(int64_t width, int64_t height);

    // No format packs 65536 pixels into a byte: a small file that claims so is made to exhaust memory.
    void check_plausible(int64_t width, int64_t height, Bytes file);

    // 1..8 from an EXIF block (a TIFF structure, with or without the leading "Exif\0\0"); 1 where it says nothing.
    int exif_orientation(const uchar* data, size_t size);

    Format recognise(Bytes file);

    // Each decoder returns gray, BGR or BGRA in the stored depth, or already reduced to what is wanted,
    // and sets the orientation (1..8) in which the pixels are to be seen.
    cv::Mat decode_jpeg(Bytes file, const Wanted& wanted, int& orientation);
    cv::Mat decode_png(Bytes file, const Wanted& wanted, int& orientation);
    cv::Mat decode_tiff(Bytes file, const Wanted& wanted, int& orientation);
    cv::Mat decode_webp(Bytes file, const Wanted& wanted, int& orientation);
    cv::Mat decode_pnm(Bytes file);
    cv::Mat decode_pfm(Bytes file);
    cv::Mat decode_bmp(Bytes file);

    void probe_jpeg(Bytes file, Probe& probe);
    void probe_png(Bytes file, Probe& probe);
    void probe_tiff(Bytes file, Probe& probe);
    void probe_webp(Bytes file, Probe& probe);
    void probe_pnm(Bytes file, Probe& probe);
    void probe_pfm(Bytes file, Probe& probe);
    void probe_bmp(Bytes file, Probe& probe);

    struct Settings
    {
        const int* items;
        int count;
        int get(int id, int fallback) const
        {
            for (int i = 0; i + 1 < count; i += 2)
                if (items[i] == id)
                    return items[i + 1];
            return fallback;
        }
    };

    std::vector<uchar> encode_jpeg(const cv::Mat& image, const Settings& settings);
    std::vector<uchar> encode_png(const cv::Mat& image, const Settings& settings);
    std::vector<uchar> encode_tiff(const cv::Mat& image, const Settings& settings);
    std::vector<uchar> encode_webp(const cv::Mat& image, const Settings& settings);
    std::vector<uchar> encode_pnm(const cv::Mat& image, const Settings& settings);
    std::vector<uchar> encode_pfm(const cv::Mat& image);
    std::vector<uchar> encode_bmp(const cv::Mat& image);
}
