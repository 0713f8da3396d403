package import Kernel

extension Value {
    /// Reads JSON as it is: a string stays a string, whatever it looks like. A number beyond 34-digit decimals is null.
    package init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .boolean(value)
        case .number(let text): self = Decimal34(text).map(Value.number) ?? .null
        case .string(let text): self = .string(text)
        case .array(let items): self = .list(items.map { Value($0) })
        case .object(let members): self = .context(Context(members.map { Context.Entry($0.name, Value($0.value)) }))
        }
    }

    /// Dates, times, durations, ranges and functions become strings as `string()` writes them.
    package var json: JSON {
        switch self {
        case .null: .null
        case .boolean(let value): .bool(value)
        case .number(let value): .number(value.description)
        case .list(let items): .array(items.map(\.json))
        case .context(let context): .object(context.entries.map { JSON.Member($0.name, $0.value.json) })
        default: .string(text)
        }
    }
}
