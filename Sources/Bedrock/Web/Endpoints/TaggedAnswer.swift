extension Call {
    /// 304 with these headers for whoever has what their `etag` names; nil for the rest. Tags are compared weakly, as for pages (RFC 9110
    /// §13.1.2).
    package func unchanged(_ headers: Headers) -> Answer? {
        guard let tag = headers["etag"], let known = self.headers["if-none-match"], known == "*" || known.contains(tag) else { return nil }
        return Answer(status: 304, headers: headers)
    }
}

extension Answer {
    /// The same with these headers besides.
    package func with(_ headers: Headers) -> Answer {
        var answer = self
        for field in headers.fields { answer.headers[field.name] = field.value }
        return answer
    }
}
