package import Kernel

/// What was sent with a request: one shape for urlencoded forms, multipart forms and JSON objects.
package struct Submitted: Sendable {
    /// Texts by field name, in the order of sending. Of a JSON body: strings, numbers and booleans as they are written, the items
    /// of an array one by one, the leaves of nested objects by their dotted name (`child.name`).
    package var values: [String: [String]]
    package var files: [UploadedFile]
    /// The whole body where it was JSON.
    package var json: JSON?
    /// The body as it came, where it was JSON: what a signature is over.
    package var bytes: [UInt8] = []

    package init(values: [String: [String]] = [:], files: [UploadedFile] = [], json: JSON? = nil) {
        self.values = values
        self.files = files
        self.json = json
    }

    /// The first value of that name.
    package subscript(_ name: String) -> String? { values[name]?.first }

    package func all(_ name: String) -> [String] { values[name] ?? [] }

    package func file(_ field: String) -> UploadedFile? { files.first { $0.field == field } }
}

/// A file as it arrived. `type` is what the sender says; the bytes decide (see `FileKind`).
package struct UploadedFile: Sendable, Hashable {
    package var field: String
    package var name: String
    package var type: String
    package var bytes: [UInt8]

    package init(field: String, name: String, type: String, bytes: [UInt8]) {
        self.field = field
        self.name = name
        self.type = type
        self.bytes = bytes
    }

    /// The last part of whatever path was sent, without control characters, at most 200 characters: a name, never a path.
    static func name(of sent: String) -> String {
        let last = sent.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let clean = String(
            String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F && !isDirectional($0) }))
        return clean == "." || clean == ".." ? "" : String(clean.suffix(200))
    }

    /// Marks that turn the direction of writing make `cod.exe` look like `exe.doc`.
    private static func isDirectional(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0x200E
            || scalar.value == 0x200F
    }
}
