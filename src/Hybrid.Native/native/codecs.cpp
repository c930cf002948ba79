#include "codecs.hpp"
#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace codecs
{
    Wanted::Wanted(int flags)
        : unchanged(flags == -1), color(flags != -1 && (flags & 1)), anyColor(flags != -1 && (flags & 4)),
          anyDepth(flags != -1 && (flags & 2)), ignoreOrientation(flags == -1 || (flags & 128)),
          reduce(flags == -1 ? 1 : flags & 16 ? 2 : flags & 32 ? 4 : flags & 64 ? 8 : 1)
    {
    }

    void check_size(int64_t width, int64_t height)
    {
        if (width <= 0 || height <= 0)
            throw Failure("the header gives no size");
        if (width > (1 << 20) || height > (1 << 20) || width * height > (int64_t(1) << 30))
            throw Failure("the image is larger than 2^30 pixels");
    }

    void check_plausible(int64_t width, int64_t height, Bytes file)
    {
        if (width * height > (1 << 24) && width * height / 65536 > static_cast<int64_t>(file.size))
            throw Failure("the file is far too short for its size in pixels");
    }

    int exif_orientation(const uchar* data, size_t size)
    {
        if (size >= 6 && !std::memcmp(data, "Exif\0\0", 6))
        {
            data += 6;
            size -= 6;
        }
        if (size < 8)
            return 1;
        const bool big = data[0] == 'M';
        auto u16 = [&](size_t at) { return big ? data[at] << 8 | data[at + 1] : data[at + 1] << 8 | data[at]; };
        auto u32 = [&](size_t at) { return big ? uint32_t(u16(at)) << 16 | u16(at + 2) : uint32_t(u16(at + 2)) << 16 | u16(at); };
        const size_t ifd = u32(4);
        if (ifd > size - 2)
            return 1;
        const size_t entries = u16(ifd);
        for (size_t i = 0; i < entries && ifd + 2 + 12 * (i + 1) <= size; i++)
        {
            const size_t at = ifd + 2 + 12 * i;
            if (u16(at) == 0x0112)
            {
                const int value = u16(at + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    Format recognise(Bytes f)
    {
        auto starts = [&](const char* magic, size_t n, size_t at = 0) { return f.size >= at + n && !std::memcmp(f.data + at, magic, n); };
        if (starts("\xff\xd8\xff", 3))
            return Format::Jpeg;
        if (starts("\x89PNG\r\n\x1a\n", 8))
            return Format::Png;
        if (starts("II*\0", 4) || starts("MM\0*", 4) || starts("II+\0", 4) || starts("MM\0+", 4))
            return Format::Tiff;
        if (starts("RIFF", 4) && starts("WEBP", 4, 8))
            return Format::WebP;
        if (starts("BM", 2))
            return Format::Bmp;
        if (f.size >= 3 && f.data[0] == 'P' && f.data[1] >= '1' && f.data[1] <= '6' && std::strchr(" \t\r\n#", f.data[2]))
            return Format::Pnm;
        if (f.size >= 3 && f.data[0] == 'P' && (f.data[1] == 'f' || f.data[1] == 'F') && std::strchr(" \t\r\n", f.data[2]))
            return Format::Pfm;
        return Format::Unknown;
    }
}

using namespace codecs;

namespace
{
    std::string& last_failure()
    {
        static thread_local std::string text;
        return text;
    }

    cv::Mat decode_stored(Bytes file, const Wanted& wanted, int& orientation)
    {
        switch (recognise(file))
        {
            case Format::Jpeg: return decode_jpeg(file, wanted, orientation);
            case Format::Png: return decode_png(file, wanted, orientation);
            case Format::Tiff: return decode_tiff(file, wanted, orientation);
            case Format::WebP: return decode_webp(file, wanted, orientation);
            case Format::Pnm: return decode_pnm(file);
            case Format::Pfm: return decode_pfm(file);
            case Format::Bmp: return decode_bmp(file);
            default: throw Failure(file.size == 0 ? "the file is empty" : "not an image of a known format");
        }
    }

    cv::Mat upright(const cv::Mat& m, int orientation)
    {
        cv::Mat r;
        switch (orientation)
        {
            case 2: cv::flip(m, r, 1); break;
            case 3: cv::flip(m, r, -1); break;
            case 4: cv::flip(m, r, 0); break;
            case 5: cv::transpose(m, r); break;
            case 6: cv::rotate(m, r, cv::ROTATE_90_CLOCKWISE); break;
            case 7:
                cv::transpose(m, r);
                cv::flip(r, r, -1);
                break;
            case 8: cv::rotate(m, r, cv::ROTATE_90_COUNTERCLOCKWISE); break;
            default: return m;
        }
        return r;
    }

    cv::Mat to_wanted(cv::Mat m, const Wanted& wanted)
    {
        if (wanted.unchanged)
            return m;
        if (m.depth() != CV_8U && !wanted.anyDepth)
            m.convertTo(m, CV_8U, m.depth() == CV_16U ? 1 / 256.0 : 1);
        const bool color = wanted.color || (wanted.anyColor && m.channels() > 1);
        const int channels = m.channels();
        if (color && channels == 1)
            cv::cvtColor(m, m, cv::COLOR_GRAY2BGR);
        else if (color && channels == 4)
            cv::cvtColor(m, m, cv::COLOR_BGRA2BGR);
        else if (!color && channels == 3)
            cv::cvtColor(m, m, cv::COLOR_BGR2GRAY);
        else if (!color && channels == 4)
            cv::cvtColor(m, m, cv::COLOR_BGRA2GRAY);
        return m;
    }

    cv::Mat decode(Bytes file, int flags)
    {
        const Wanted wanted(flags);
        int orientation = 1;
        auto m = decode_stored(file, wanted, orientation);
        m = to_wanted(m, wanted);
        if (wanted.reduce > 1 && recognise(file) != Format::Jpeg)
        {
            const cv::Size size((m.cols + wanted.reduce - 1) / wanted.reduce, (m.rows + wanted.reduce - 1) / wanted.reduce);
            cv::resize(m, m, size, 0, 0, cv::INTER_LINEAR_EXACT);
        }
        return wanted.ignoreOrientation ? m : upright(m, orientation);
    }

    using Encoder = std::vector<uchar> (*)(const cv::Mat&, const Settings&);

    struct Writer
    {
        const char* extension;
        Encoder encode;
        std::vector<int> depths;
    };

    const Writer* writer(std::string extension)
    {
        static const std::vector<Writer> writers = {
            {".jpg", encode_jpeg, {CV_8U}}, {".jpeg", encode_jpeg, {CV_8U}}, {".jpe", encode_jpeg, {CV_8U}},
            {".png", encode_png, {CV_8U, CV_16U}},
            {".tif", encode_tiff, {CV_8U, CV_8S, CV_16U, CV_16S, CV_32S, CV_32F, CV_64F}},
            {".tiff", encode_tiff, {CV_8U, CV_8S, CV_16U, CV_16S, CV_32S, CV_32F, CV_64F}},
            {".webp", encode_webp, {CV_8U}},
            {".pgm", encode_pnm, {CV_8U, CV_16U}}, {".ppm", encode_pnm, {CV_8U, CV_16U}}, {".pnm", encode_pnm, {CV_8U, CV_16U}},
            {".pfm", [](const cv::Mat& m, const Settings&) { return encode_pfm(m); }, {CV_32F}},
            {".bmp", [](const cv::Mat& m, const Settings&) { return encode_bmp(m); }, {CV_8U}},
        };
        std::transform(extension.begin(), extension.end(), extension.begin(), [](uchar c) { return std::tolower(c); });
        for (const auto& w : writers)
            if (extension == w.extension)
                return &w;
        return nullptr;
    }
}

// Leaves an empty Mat where the file cannot be decoded; why, cv_last_decode_failure tells.
HCV imgcodecs_decode(const uchar* data, int64_t size, int flags, cv::Mat** result)
{
    return guard([&] {
        cv::Mat m;
        last_failure().clear();
        try
        {
            m = decode({data, static_cast<size_t>(size)}, flags);
        }
        catch (const Failure& e)
        {
            last_failure() = e.what();
        }
        catch (const std::bad_alloc&)
        {
            last_failure() = "not enough memory for the pixels";
        }
        catch (const cv::Exception& e)
        {
            last_failure() = e.err;
        }
        *result = new cv::Mat(m);
    });
}

HCV imgcodecs_isImage(const uchar* data, int size, bool* result)
{
    return guard([&] { *result = recognise({data, static_cast<size_t>(size)}) != Format::Unknown; });
}

HCV imgcodecs_haveWriter(const char* extension, bool* result)
{
    return guard([&] { *result = writer(extension) != nullptr; });
}

HCV imgcodecs_encode(const char* extension, cv::Mat* image, const int* settings, int nsettings, uchar** data, int* count)
{
    return guard([&] {
        CV_Assert(!image->empty());
        CV_Assert(image->dims == 2);
        const auto* w = writer(extension);
        if (!w)
            CV_Error(cv::Error::StsError, "could not find a writer for the specified extension");
        CV_Assert(image->channels() == 1 || image->channels() == 3 || image->channels() == 4);
        auto m = *image;
        if (std::find(w->depths.begin(), w->depths.end(), m.depth()) == w->depths.end())
            m.convertTo(m, w->depths[0]);
        std::vector<uchar> bytes;
        try
        {
            bytes = w->encode(m, {settings, nsettings});
        }
        catch (const Failure& e)
        {
            CV_Error(cv::Error::StsError, e.what());
        }
        give(bytes, data, count);
    });
}

HCV cv_last_decode_failure(const char** text)
{
    *text = last_failure().c_str();
    return 0;
}

// Reads headers only. failure is empty where the file is recognised and its header makes sense.
HCV cv_probe(const uchar* data, int64_t size, Info* info, uchar** icc, int* nicc, uchar** exif, int* nexif, char** failure)
{
    return guard([&] {
        Probe p;
        std::string why;
        p.info.orientation = 1;
        const Bytes file{data, static_cast<size_t>(size)};
        const auto format = recognise(file);
        p.info.format = static_cast<int>(format);
        try
        {
            switch (format)
            {
                case Format::Jpeg: probe_jpeg(file, p); break;
                case Format::Png: probe_png(file, p); break;
                case Format::Tiff: probe_tiff(file, p); break;
                case Format::WebP: probe_webp(file, p); break;
                case Format::Pnm: probe_pnm(file, p); break;
                case Format::Pfm: probe_pfm(file, p); break;
                case Format::Bmp: probe_bmp(file, p); break;
                default: throw Failure(size == 0 ? "the file is empty" : "not an image of a known format");
            }
            check_size(p.info.width, p.info.height);
            if (!p.exif.empty())
                p.info.orientation = exif_orientation(p.exif.data(), p.exif.size());
        }
        catch (const Failure& e)
        {
            why = e.what();
        }
        *info = p.info;
        give(p.icc, icc, nicc);
        give(p.exif, exif, nexif);
        give_string(why, failure);
    });
}
