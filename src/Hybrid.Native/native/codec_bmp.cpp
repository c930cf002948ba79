#include "codecs.hpp"

namespace codecs
{
    namespace
    {
        struct Header
        {
            size_t offset, paletteAt;
            int width, height, bits, compression, colors, entry;
            bool topDown;
            uint32_t masks[4];
        };

        uint32_t u32(const uchar* p) { return p[0] | p[1] << 8 | p[2] << 16 | uint32_t(p[3]) << 24; }
        int u16(const uchar* p) { return p[0] | p[1] << 8; }

        Header header(Bytes f)
        {
            if (f.size < 26)
                throw Failure("the file is cut short");
            Header h{};
            const auto* d = f.data;
            const size_t size = u32(d + 14);
            h.offset = u32(d + 10);
            if (size == 12)
            {
                h.width = u16(d + 18);
                h.height = u16(d + 20);
                h.bits = u16(d + 24);
                h.entry = 3;
            }
            else
            {
                if (size < 40 || f.size < 14 + size)
                    throw Failure("the file is cut short");
                const int64_t height = static_cast<int32_t>(u32(d + 22));
                h.width = static_cast<int32_t>(u32(d + 18));
                h.topDown = height < 0;
                if (std::abs(height) > (1 << 20))
                    throw Failure("the image is larger than 2^30 pixels");
                h.height = static_cast<int>(std::abs(height));
                h.bits = u16(d + 28);
                h.compression = static_cast<int>(u32(d + 30));
                h.colors = static_cast<int>(std::min<uint32_t>(u32(d + 46), 256));
                h.entry = 4;
            }
            check_size(h.width, h.height);
            h.paletteAt = 14 + size;
            if (h.compression == 3 || h.compression == 6)
            {
                if (f.size < 54 + 12u)
                    throw Failure("the file is cut short");
                for (int i = 0; i < 3; i++)
                    h.masks[i] = u32(d + 54 + 4 * i);
                if (size >= 56 && f.size >= 70)
                    h.masks[3] = u32(d + 66);
            }
            else if (h.bits == 16)
                h.masks[0] = 0x7c00, h.masks[1] = 0x3e0, h.masks[2] = 0x1f;
            else
                h.masks[0] = 0xff0000, h.masks[1] = 0xff00, h.masks[2] = 0xff, h.masks[3] = h.bits == 32 ? 0xff000000 : 0;
            if (h.bits <= 8 && h.colors == 0)
                h.colors = 1 << h.bits;
            const bool known = h.bits == 1 || h.bits == 4 || h.bits == 8 || h.bits == 16 || h.bits == 24 || h.bits == 32;
            const bool packed = (h.compression == 1 && h.bits == 8) || (h.compression == 2 && h.bits == 4);
            const bool masked = (h.compression == 3 || h.compression == 6) && (h.bits == 16 || h.bits == 32);
            if (!known || (h.compression != 0 && !packed && !masked))
                throw Failure("this kind of BMP is not supported");
            return h;
        }

        uchar channel(uint32_t v, uint32_t mask)
        {
            if (!mask)
                return 0;
            int shift = 0;
            while (!(mask >> shift & 1))
                shift++;
            const uint32_t max = mask >> shift;
            return static_cast<uchar>((uint64_t(v & mask) >> shift) * 255 / max);
        }

        // Run-length coded indices, bottom up. Runs off the image are corrupt files.
        void unpack(const Header& h, const uchar* at, const uchar* end, cv::Mat& index)
        {
            int x = 0, y = 0;
            auto put = [&](int v) {
                if (x >= h.width || y >= h.height)
                    throw Failure("a run leaves the image");
                index.at<uchar>(h.height - 1 - y, x++) = static_cast<uchar>(v);
            };
            const bool nibbles = h.bits == 4;
            while (y < h.height)
            {
                if (end - at < 2)
                    throw Failure("the file is cut short");
                const int n = *at++, v = *at++;
                if (n > 0)
                    for (int i = 0; i < n; i++)
                        put(nibbles ? (i % 2 ? v & 15 : v >> 4) : v);
                else if (v == 0)
                    x = 0, y++;
                else if (v == 1)
                    return;
                else if (v == 2)
                {
                    if (end - at < 2)
                        throw Failure("the file is cut short");
                    x += *at++;
                    y += *at++;
                }
                else
                {
                    const int bytes = nibbles ? (v + 1) / 2 : v;
                    if (end - at < bytes + bytes % 2)
                        throw Failure("the file is cut short");
                    for (int i = 0; i < v; i++)
                        put(nibbles ? (i % 2 ? at[i / 2] & 15 : at[i / 2] >> 4) : at[i]);
                    at += bytes + bytes % 2;
                }
            }
        }

        cv::Mat indexed(const Header& h, Bytes f)
        {
            if (h.paletteAt + size_t(h.entry) * h.colors > f.size)
                throw Failure("the file is cut short");
            cv::Mat index(h.height, h.width, CV_8UC1, cv::Scalar(0));
            if (h.compression)
                unpack(h, f.data + h.offset, f.end(), index);
            else
            {
                const size_t row = (size_t(h.width) * h.bits + 31) / 32 * 4;
                const int per = 8 / h.bits, mask = (1 << h.bits) - 1;
                for (int y = 0; y < h.height; y++)
                {
                    const auto* from = f.data + h.offset + row * (h.topDown ? y : h.height - 1 - y);
                    for (int x = 0; x < h.width; x++)
                        index.at<uchar>(y, x) = static_cast<uchar>(from[x / per] >> (per - 1 - x % per) * h.bits & mask);
                }
            }
            cv::Mat out(h.height, h.width, CV_8UC3, cv::Scalar::all(0));
            bool gray = true;
            const auto* palette = f.data + h.paletteAt;
            for (int i = 0; i < h.colors; i++)
                gray &= palette[i * h.entry] == palette[i * h.entry + 1] && palette[i * h.entry] == palette[i * h.entry + 2];
            for (int y = 0; y < h.height; y++)
                for (int x = 0; x < h.width; x++)
                {
                    const int i = index.at<uchar>(y, x);
                    if (i < h.colors)
                        out.at<cv::Vec3b>(y, x) = {palette[i * h.entry], palette[i * h.entry + 1], palette[i * h.entry + 2]};
                }
            if (gray)
                cv::extractChannel(out.clone(), out, 0);
            return out;
        }
    }

    cv::Mat decode_bmp(Bytes f)
    {
        const auto h = header(f);
        const size_t row = (size_t(h.width) * h.bits + 31) / 32 * 4;
        if (h.offset > f.size || (!(h.bits <= 8 && h.compression) && row * h.height > f.size - h.offset))
            throw Failure("the file is cut short");
        check_plausible(h.width, h.height, f);
        if (h.bits <= 8)
            return indexed(h, f);
        const bool alpha = h.bits == 32 && h.masks[3];
        cv::Mat out(h.height, h.width, alpha ? CV_8UC4 : CV_8UC3);
        const int bytes = h.bits / 8;
        for (int y = 0; y < h.height; y++)
        {
            const auto* from = f.data + h.offset + row * (h.topDown ? y : h.height - 1 - y);
            auto* to = out.ptr(y);
            for (int x = 0; x < h.width; x++, from += bytes, to += out.channels())
            {
                const uint32_t v = bytes == 2 ? static_cast<uint32_t>(u16(from)) : bytes == 3 ? from[0] | from[1] << 8 | from[2] << 16 : u32(from);
                to[0] = channel(v, h.masks[2]);
                to[1] = channel(v, h.masks[1]);
                to[2] = channel(v, h.masks[0]);
                if (alpha)
                    to[3] = channel(v, h.masks[3]);
            }
        }
        return out;
    }

    void probe_bmp(Bytes f, Probe& p)
    {
        const auto h = header(f);
        p.info.width = h.width;
        p.info.height = h.height;
        p.info.bitDepth = 8;
        p.info.hasAlpha = h.bits == 32 && h.masks[3];
        p.info.channels = p.info.hasAlpha ? 4 : 3;
    }

    std::vector<uchar> encode_bmp(const cv::Mat& m)
    {
        const int channels = m.channels(), palette = channels == 1 ? 1024 : 0;
        const size_t row = (static_cast<size_t>(m.cols) * channels + 3) / 4 * 4, offset = 54 + palette, size = offset + row * m.rows;
        if (size > 0x7fffffff)
            throw Failure("a BMP holds at most 2 GB");
        std::vector<uchar> out(size, 0);
        auto put32 = [&](size_t at, uint32_t v) {
            for (int i = 0; i < 4; i++)
                out[at + i] = static_cast<uchar>(v >> 8 * i);
        };
        out[0] = 'B';
        out[1] = 'M';
        put32(2, static_cast<uint32_t>(size));
        put32(10, static_cast<uint32_t>(offset));
        put32(14, 40);
        put32(18, static_cast<uint32_t>(m.cols));
        put32(22, static_cast<uint32_t>(m.rows));
        put32(26, 1u | static_cast<uint32_t>(8 * channels) << 16);
        put32(34, static_cast<uint32_t>(row * m.rows));
        for (int i = 0; palette && i < 256; i++)
            put32(54 + 4 * i, i * 0x010101u);
        for (int y = 0; y < m.rows; y++)
            std::memcpy(&out[offset + row * (m.rows - 1 - y)], m.ptr(y), static_cast<size_t>(m.cols) * channels);
        return out;
    }
}
