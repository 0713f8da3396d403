import Kernel

/// Turns the bytes of a request into `Submitted`, by their content type.
struct BodyReader {
    /// The longest text that one field may hold, in bytes.
    var maxTextBytes: Int

    func submitted(_ bytes: [UInt8], contentType: String?) throws(Problem) -> Submitted {
        guard !bytes.isEmpty else { return Submitted() }
        guard let contentType else { throw WebProblem.unsupportedType }
        let type = HeaderValue(contentType)
        switch type.value {
        case "application/x-www-form-urlencoded":
            var submitted = Submitted()
            for pair in try PairsReader.pairs(bytes) { try put(pair.value, at: pair.name, into: &submitted) }
            return submitted
        case "multipart/form-data":
            guard let boundary = type.parameters["boundary"] else { throw WebProblem.malformed }
            return try multipart(bytes, boundary: boundary)
        // A CloudEvent in structured form is a JSON object.
        case "application/json", "application/cloudevents+json":
            var submitted = try JSONBodyReader.submitted(bytes)
            submitted.bytes = bytes
            for (name, values) in submitted.values {
                for value in values { try check(value, name) }
            }
            return submitted
        default: throw WebProblem.unsupportedType
        }
    }

    private func multipart(_ bytes: [UInt8], boundary: String) throws(Problem) -> Submitted {
        var submitted = Submitted()
        for part in try MultipartReader.parts(bytes, boundary: boundary) {
            guard let name = part.fileName else {
                try put(try PairsReader.text(part.content), at: part.name, into: &submitted)
                continue
            }
            // A file box that was left empty is sent as a file without name and content.
            guard !(name.isEmpty && part.content.isEmpty) else { continue }
            submitted.files.append(UploadedFile(field: part.name, name: name, type: part.type, bytes: Array(part.content)))
        }
        return submitted
    }

    private func put(_ value: String, at name: String, into submitted: inout Submitted) throws(Problem) {
        try check(value, name)
        // Browsers send line ends as CR LF whatever the person typed.
        submitted.values[name, default: []].append(value.utf8.contains(0x0D) ? value.replacing("\r\n", with: "\n") : value)
    }

    private func check(_ value: String, _ name: String) throws(Problem) {
        guard value.utf8.count <= maxTextBytes || name == ResumedForm.field else {
            throw WebProblem.fieldTooLong(name, limit: maxTextBytes)
        }
    }
}
