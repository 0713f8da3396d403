import Kernel

/// DMN 1.5 table 81.
extension BuiltIns {
    static let contexts: [BuiltIn] = [
        BuiltIn("get value", [["m", "key"], ["context", "keys"]]) { arguments, _ throws(Cause) in
            let context = try arguments.context(0)
            guard case .list(let keys) = arguments[1], keys.count > 1 else { return context[try arguments.string(1)] ?? .null }
            var value = Value.context(context)
            for key in keys {
                guard case .string(let name) = key, case .context(let here) = value else { return .null }
                value = here[name] ?? .null
            }
            return value
        },
        BuiltIn("get entries", "m") { arguments throws(Cause) in
            .list(try arguments.context(0).entries.map { .context(Context([.init("key", .string($0.name)), .init("value", $0.value)])) })
        },
        BuiltIn("context", "entries") { arguments throws(Cause) in
            var (entries, names) = ([Context.Entry](), Set<String>())
            for item in try arguments.list(0) {
                guard case .context(let entry) = item, case .string(let key)? = entry["key"], let value = entry["value"] else {
                    throw Cause(RulesText.noEntry)
                }
                guard names.insert(key).inserted else { throw Cause(RulesText.nameTwice(key)) }
                entries.append(.init(key, value))
            }
            return .context(Context(entries))
        },
        BuiltIn("context put", [["context", "key", "value"], ["context", "keys", "value"]]) { arguments, _ throws(Cause) in
            let context = try arguments.context(0)
            guard case .list(let keys) = arguments[1], !arguments.isNamed || arguments.form == 1 else {
                return .context(context.setting(try arguments.string(1), arguments[2]))
            }
            var names: [String] = []
            for key in keys {
                guard case .string(let name) = key else { throw arguments.wrong(1, .list(.string)) }
                names.append(name)
            }
            guard !names.isEmpty else { throw arguments.outOfBounds(1) }
            return .context(try put(arguments[2], at: names[...], in: context))
        },
        BuiltIn("context merge", "contexts") { arguments throws(Cause) in
            var (merged, places) = ([Context.Entry](), [String: Int]())
            for item in try arguments.list(0) {
                guard case .context(let context) = item else { throw arguments.wrong(0, .list(.context([]))) }
                for entry in context.entries {
                    if let place = places[entry.name] {
                        merged[place] = entry
                    } else {
                        places[entry.name] = merged.count
                        merged.append(entry)
                    }
                }
            }
            return .context(Context(merged))
        },
    ]

    private static func put(_ value: Value, at path: ArraySlice<String>, in context: Context) throws(Cause) -> Context {
        guard let first = path.first else { return context }
        if path.count == 1 { return context.setting(first, value) }
        switch context[first] {
        case .some(.context(let inner)): return context.setting(first, .context(try put(value, at: path.dropFirst(), in: inner)))
        default: throw Cause(RulesText.noMember(first))
        }
    }
}
