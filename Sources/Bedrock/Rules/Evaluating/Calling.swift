import Kernel

extension Evaluator {
    mutating func call(_ call: Call, _ node: Node, _ scope: Scope) -> Value {
        let arguments = call.arguments.map { value($0, scope) }
        if case .name(let name) = call.callee.kind {
            // A fact may have the name of a function of the language without hiding it.
            if case .function(let function) = scope[name] { return invoke(function, arguments, call.names, node) }
            guard let builtIn = call.builtIn else { return null(node, RulesText.unknownFunction(name)) }
            return invoke(builtIn, arguments, call.names, node)
        }
        guard case .function(let function) = value(call.callee, scope) else { return null(node, RulesText.notAFunction) }
        return invoke(function, arguments, call.names, node)
    }

    mutating func invoke(_ function: Function, _ arguments: [Value], _ names: [String]?, _ node: Node) -> Value {
        switch function.form {
        case .builtIn(let builtIn): invoke(builtIn, arguments, names, node)
        case .defined(let definition):
            attempt(node) { evaluator throws(Cause) in try evaluator.apply(definition, arguments, names, node) }
        }
    }

    private mutating func invoke(_ builtIn: BuiltIn, _ arguments: [Value], _ names: [String]?, _ node: Node) -> Value {
        attempt(node) { evaluator throws(Cause) in
            try evaluator.run(builtIn, Arguments(builtIn, arguments, names))
        }
    }

    private mutating func run(_ builtIn: BuiltIn, _ arguments: Arguments) throws(Cause) -> Value {
        try spend(on: arguments)
        return try weighed(builtIn.body(arguments, &self))
    }

    /// Calls a function from inside another, as `sort` does with its `precedes`.
    mutating func apply(_ function: Function, _ arguments: [Value]) throws(Cause) -> Value {
        switch function.form {
        case .builtIn(let builtIn): try run(builtIn, Arguments(builtIn, arguments, nil))
        case .defined(let definition): try apply(definition, arguments, nil, definition.literal.body)
        }
    }

    private mutating func apply(
        _ definition: Function.Definition, _ arguments: [Value], _ names: [String]?, _ node: Node
    ) throws(Cause) -> Value {
        let literal = definition.literal
        if literal.isExternal { throw Cause(RulesText.externalFunction) }
        guard arguments.count == literal.parameters.count else {
            throw Cause(RulesText.wrongCount(literal.parameters.count, arguments.count))
        }
        var entries: [Context.Entry] = []
        for (index, parameter) in literal.parameters.enumerated() {
            var argument = arguments[index]
            if let names {
                guard let place = names.firstIndex(of: parameter.name) else { throw Cause(RulesText.missingArgument(parameter.name)) }
                argument = arguments[place]
            }
            if let type = parameter.type { argument = try coerced(argument, to: type, parameter.name) }
            entries.append(Context.Entry(parameter.name, argument))
        }
        let outside = source
        source = definition.source
        defer { source = outside }
        let itself = definition.name.map { _ in Value.function(Function(form: .defined(definition))) } ?? .null
        return value(literal.body, Scope(definition.scope, definition.name, itself, context: Context(entries)))
    }

    /// A list of one for its element, an element for a list of one (DMN 1.5 §10.3.2.9.4). Where something does not fit the function is not
    /// called, and nothing comes of it (§10.3.2.13.2).
    private func coerced(_ value: Value, to type: FeelType, _ name: String) throws(Cause) -> Value {
        if value.isNull || value.isInstance(of: type) { return value }
        if case .named = type { return value }
        if case .list(let items) = value, items.count == 1, items[0].isInstance(of: type) { return items[0] }
        if case .list(let member) = type, value.isInstance(of: member) { return .list([value]) }
        if case .date(let date) = value, type == .dateTime { return .dateTime(DateTime(midnightOf: date)) }
        throw Cause(RulesText.wrongArgument(name, type, value.type))
    }
}
