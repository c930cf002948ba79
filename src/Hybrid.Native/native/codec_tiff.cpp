#include "codecs.hpp"
#include <cstdarg>
#include <cstdio>
#include <memory>
#include <mutex>
#include <opencv2/imgproc.hpp>
#include <tiffio.h>

namespace codecs
{
    namespace
    {
        std::string& last_message()
        {
            static thread_local std::string text;
            return text;
        }

        void on_error(const char*, const char* format, va_list args)
        {
            char text[300];
            std::vsnprintf(text, sizeof text, format, args);
            last_message() = text;
        }

        // libtiff's handlers are global; ours write to the calling thread's message.
        void silence()
        {
            static std::once_flag once;
            std::call_once(once, [] {
                TIFFSetErrorHandler(on_error);
                TIFFSetWarningHandler(nullptr);
            });
            last_message().clear();
        }

        [[noreturn]] void fail(const char* fallback) { throw Failure(last_message().empty() ? fallback : last_message()); }

        // A file in memory: the bytes read, or those written so far.
        struct Memory
        {
            const uchar* data = nullptr;
            std::vector<uchar> written;
            toff_t size = 0, at = 0;
        };

        tmsize_t read(thandle_t h, void* to, tmsize_t n)
        {
            auto& m = *static_cast<Memory*>(h);
            if (m.at >= m.size)
                return 0;
            const auto count = std::min<toff_t>(static_cast<toff_t>(n), m.size - m.at);
            std::memcpy(to, (m.data ? m.data : m.written.data()) + m.at, static_cast<size_t>(count));
            m.at += count;
            return static_cast<tmsize_t>(count);
        }

        tmsize_t write(thandle_t h, void* from, tmsize_t n)
        {
            auto& m = *static_cast<Memory*>(h);
            try
            {
                if (m.written.size() < m.at + static_cast<toff_t>(n))
                    m.written.resize(static_cast<size_t>(m.at) + static_cast<size_t>(n));
            }
            catch (...)
            {
                return 0;
            }
            std::memcpy(m.written.data() + m.at, from, static_cast<size_t>(n));
            m.at += static_cast<toff_t>(n);
            m.size = m.written.size();
            return n;
        }

        tmsize_t no_write(thandle_t, void*, tmsize_t) { return 0; }

        toff_t seek(thandle_t h, toff_t to, int from)
        {
            auto& m = *static_cast<Memory*>(h);
            m.at = from == SEEK_CUR ? m.at + to : from == SEEK_END ? m.size + to : to;
            return m.at;
        }

        int close(thandle_t) { return 0; }
        toff_t size(thandle_t h) { return static_cast<Memory*>(h)->size; }
        int map(thandle_t, void**, toff_t*) { return 0; }
        void unmap(thandle_t, void*, toff_t) {}

        using File = std::unique_ptr<TIFF, void (*)(TIFF*)>;

        File open(Memory& m, Bytes bytes)
        {
            silence();
            m.data = bytes.data;
            m.size = bytes.size;
            File t(TIFFClientOpen("image", "rm", &m, read, no_write, seek, close, size, map, unmap), TIFFClose);
            if (!t)
                fail("the TIFF header is cut short or corrupt");
            return t;
        }

        struct Layout
        {
            uint32_t width = 0, height = 0;
            uint16_t bits = 1, samples = 1, format = SAMPLEFORMAT_UINT, photometric = PHOTOMETRIC_MINISBLACK, planar = PLANARCONFIG_CONTIG,
                     orientation = 1, compression = 1;

            explicit Layout(TIFF* t)
            {
                TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &width);
                TIFFGetField(t, TIFFTAG_IMAGELENGTH, &height);
                TIFFGetFieldDefaulted(t, TIFFTAG_BITSPERSAMPLE, &bits);
                TIFFGetFieldDefaulted(t, TIFFTAG_SAMPLESPERPIXEL, &samples);
                TIFFGetFieldDefaulted(t, TIFFTAG_SAMPLEFORMAT, &format);
                TIFFGetFieldDefaulted(t, TIFFTAG_PLANARCONFIG, &planar);
                TIFFGetFieldDefaulted(t, TIFFTAG_ORIENTATION, &orientation);
                TIFFGetFieldDefaulted(t, TIFFTAG_COMPRESSION, &compression);
                TIFFGetField(t, TIFFTAG_PHOTOMETRIC, &photometric);
                check_size(width, height);
                if (orientation < 1 || orientation > 8)
                    orientation = 1;
            }

            bool gray() const { return photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE; }

            // The stored samples are what we return, but for channel order.
            int plain_depth() const
            {
                const bool shape = (gray() && samples == 1) || (photometric == PHOTOMETRIC_RGB && (samples == 3 || samples == 4));
                if (!shape || planar != PLANARCONFIG_CONTIG)
                    return -1;
                if (format == SAMPLEFORMAT_UINT || format == SAMPLEFORMAT_VOID)
                    return bits == 8 ? CV_8U : bits == 16 ? CV_16U : -1;
                if (format == SAMPLEFORMAT_INT)
                    return bits == 8 ? CV_8S : bits == 16 ? CV_16S : bits == 32 ? CV_32S : -1;
                if (format == SAMPLEFORMAT_IEEEFP)
                    return bits == 32 ? CV_32F : bits == 64 ? CV_64F : -1;
                return -1;
            }
        };

        void read_strips(TIFF* t, cv::Mat& out)
        {
            uint32_t rows = 0;
            TIFFGetFieldDefaulted(t, TIFFTAG_ROWSPERSTRIP, &rows);
            rows = std::min<uint32_t>(std::max<uint32_t>(rows, 1), static_cast<uint32_t>(out.rows));
            const auto line = static_cast<tmsize_t>(out.elemSize() * out.cols);
            if (TIFFScanlineSize(t) != line)
                throw Failure("a row is not as long as the header says");
            for (uint32_t y = 0; y < static_cast<uint32_t>(out.rows); y += rows)
            {
                const auto wanted = line * static_cast<tmsize_t>(std::min<uint32_t>(rows, static_cast<uint32_t>(out.rows) - y));
                if (TIFFReadEncodedStrip(t, TIFFComputeStrip(t, y, 0), out.ptr(static_cast<int>(y)), wanted) != wanted)
                    fail("the file is cut short");
            }
        }

        void read_tiles(TIFF* t, cv::Mat& out)
        {
            uint32_t tw = 0, th = 0;
            TIFFGetField(t, TIFFTAG_TILEWIDTH, &tw);
            TIFFGetField(t, TIFFTAG_TILELENGTH, &th);
            const auto bytes = TIFFTileSize(t);
            if (tw == 0 || th == 0 || bytes <= 0 || bytes > (1 << 28) || static_cast<uint64_t>(bytes) != uint64_t(tw) * th * out.elemSize())
                throw Failure("the tiles are not as large as the header says");
            std::vector<uchar> tile(static_cast<size_t>(bytes));
            for (uint32_t y = 0; y < static_cast<uint32_t>(out.rows); y += th)
                for (uint32_t x = 0; x < static_cast<uint32_t>(out.cols); x += tw)
                {
                    if (TIFFReadEncodedTile(t, TIFFComputeTile(t, x, y, 0, 0), tile.data(), bytes) != bytes)
                        fail("the file is cut short");
                    const cv::Rect area(static_cast<int>(x), static_cast<int>(y), std::min<int>(static_cast<int>(tw), out.cols - static_cast<int>(x)),
                        std::min<int>(static_cast<int>(th), out.rows - static_cast<int>(y)));
                    cv::Mat(static_cast<int>(th), static_cast<int>(tw), out.type(), tile.data())(cv::Rect(0, 0, area.width, area.height)).copyTo(out(area));
                }
        }

        cv::Mat read_plain(TIFF* t, const Layout& l, int depth)
        {
            cv::Mat out(static_cast<int>(l.height), static_cast<int>(l.width), CV_MAKETYPE(depth, l.samples));
            if (TIFFIsTiled(t))
                read_tiles(t, out);
            else
                read_strips(t, out);
            if (l.photometric == PHOTOMETRIC_MINISWHITE && (depth == CV_8U || depth == CV_16U))
                cv::bitwise_not(out, out);
            if (l.samples == 3)
                cv::cvtColor(out, out, cv::COLOR_RGB2BGR);
            else if (l.samples == 4)
                cv::cvtColor(out, out, cv::COLOR_RGBA2BGRA);
            return out;
        }

        // Palettes, YCbCr, CMYK, separate planes, odd depths: libtiff's own conversion to eight-bit RGBA.
        cv::Mat read_rgba(TIFF* t, const Layout& l)
        {
            char why[1024] = "";
            if (!TIFFRGBAImageOK(t, why))
                throw Failure(why);
            cv::Mat rgba(static_cast<int>(l.height), static_cast<int>(l.width), CV_8UC4);
            if (!TIFFReadRGBAImageOriented(t, l.width, l.height, reinterpret_cast<uint32_t*>(rgba.data), l.orientation, 1))
                fail("the file is cut short");
            cv::Mat out;
            const bool alpha = l.samples == 2 || (l.photometric == PHOTOMETRIC_RGB && l.samples >= 4);
            cv::cvtColor(rgba, out, l.gray() && !alpha ? cv::COLOR_RGBA2GRAY : alpha ? cv::COLOR_RGBA2BGRA : cv::COLOR_RGBA2BGR);
            return out;
        }
    }

    cv::Mat decode_tiff(Bytes file, const Wanted&, int& orientation)
    {
        Memory memory;
        const auto t = open(memory, file);
        const Layout l(t.get());
        check_plausible(l.width, l.height, file);
        orientation = l.orientation;
        const int depth = l.plain_depth();
        return depth >= 0 ? read_plain(t.get(), l, depth) : read_rgba(t.get(), l);
    }

    void probe_tiff(Bytes file, Probe& p)
    {
        Memory memory;
        const auto t = open(memory, file);
        const Layout l(t.get());
        p.info.width = static_cast<int>(l.width);
        p.info.height = static_cast<int>(l.height);
        p.info.bitDepth = l.bits;
        p.info.isFloat = l.format == SAMPLEFORMAT_IEEEFP;
        p.info.hasAlpha = l.samples == 2 || (l.photometric == PHOTOMETRIC_RGB && l.samples >= 4);
        p.info.channels = (l.gray() ? 1 : 3) + (p.info.hasAlpha ? 1 : 0);
        p.info.orientation = l.orientation;
        p.info.animated = 0;
        uint32_t n = 0;
        void* icc = nullptr;
        if (TIFFGetField(t.get(), TIFFTAG_ICCPROFILE, &n, &icc) && icc)
            p.icc.assign(static_cast<uchar*>(icc), static_cast<uchar*>(icc) + n);
    }

    std::vector<uchar> encode_tiff(const cv::Mat& image, const Settings& settings)
    {
        silence();
        cv::Mat m = image;
        if (m.channels() != 1)
        {
            // cvtColor knows three depths; swapping channels serves all.
            m = cv::Mat(image.size(), image.type());
            const int map[] = {0, 2, 1, 1, 2, 0, 3, 3};
            cv::mixChannels(&image, 1, &m, 1, map, image.channels());
        }
        Memory memory;
        File t(TIFFClientOpen("image", "wm", &memory, read, write, seek, close, size, map, unmap), TIFFClose);
        if (!t)
            fail("TIFF cannot be written");
        const int depth = m.depth(), bits = static_cast<int>(8 * m.elemSize1());
        const bool real = depth == CV_32F || depth == CV_64F, sign = depth == CV_8S || depth == CV_16S || depth == CV_32S;
        const int compression = settings.get(259, COMPRESSION_LZW);
        TIFFSetField(t.get(), TIFFTAG_IMAGEWIDTH, static_cast<uint32_t>(m.cols));
        TIFFSetField(t.get(), TIFFTAG_IMAGELENGTH, static_cast<uint32_t>(m.rows));
        TIFFSetField(t.get(), TIFFTAG_BITSPERSAMPLE, bits);
        TIFFSetField(t.get(), TIFFTAG_SAMPLESPERPIXEL, m.channels());
        TIFFSetField(t.get(), TIFFTAG_SAMPLEFORMAT, real ? SAMPLEFORMAT_IEEEFP : sign ? SAMPLEFORMAT_INT : SAMPLEFORMAT_UINT);
        TIFFSetField(t.get(), TIFFTAG_PHOTOMETRIC, m.channels() == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
        TIFFSetField(t.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
        if (m.channels() == 4)
        {
            const uint16_t extra = EXTRASAMPLE_UNASSALPHA;
            TIFFSetField(t.get(), TIFFTAG_EXTRASAMPLES, 1, &extra);
        }
        if (!TIFFSetField(t.get(), TIFFTAG_COMPRESSION, compression))
            fail("this TIFF compression is not available");
        if (compression == COMPRESSION_LZW || compression == COMPRESSION_ADOBE_DEFLATE || compression == COMPRESSION_DEFLATE)
            TIFFSetField(t.get(), TIFFTAG_PREDICTOR, real ? (bits <= 32 ? PREDICTOR_FLOATINGPOINT : PREDICTOR_NONE) : PREDICTOR_HORIZONTAL);
        TIFFSetField(t.get(), TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(t.get(), 0));
        std::vector<uchar> row(m.elemSize() * m.cols);
        for (int y = 0; y < m.rows; y++)
        {
            // The predictor works in place on what it is given.
            std::memcpy(row.data(), m.ptr(y), row.size());
            if (TIFFWriteScanline(t.get(), row.data(), static_cast<uint32_t>(y), 0) != 1)
                fail("TIFF cannot be written");
        }
        t.reset();
        return std::move(memory.written);
    }
}
