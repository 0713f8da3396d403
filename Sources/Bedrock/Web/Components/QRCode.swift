import CQRencode
package import Kernel

extension Components {
    /// A QR code (ISO/IEC 18004, error correction M) as SVG, black on white in every scheme; nil where the text is too long for one.
    package static func qr(_ text: String, label: Text, _ language: Language) -> HTML? {
        let data = Array(text.utf8)
        guard !data.isEmpty, let code = QRcode_encodeData(Int32(data.count), data, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let modules = code.pointee.data else { return nil }
        let quiet = 4
        var path = ""
        for y in 0..<width {
            var x = 0
            while x < width {
                var run = 0
                while x + run < width, modules[y * width + x + run] & 1 == 1 { run += 1 }
                if run > 0 { path += "M\(x + quiet) \(y + quiet)h\(run)v1h-\(run)z" }
                x += max(run, 1)
            }
        }
        let side = width + 2 * quiet
        return """
            <svg class="qr" role="img" aria-label="\(label, language)" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
            """
    }
}
