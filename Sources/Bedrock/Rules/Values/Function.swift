/// A function as a value: one of the language's own, or one that the expression defines, with the scope around it.
package struct Function: Sendable, Hashable {
    let form: Form

    enum Form: Sendable {
        case builtIn(BuiltIn)
        case defined(Definition)
    }

    final class Definition: Sendable {
        let literal: FunctionLiteral
        let scope: Scope
        let source: SourceText
        /// The context entry it is written in, by which it may call itself.
        let name: String?

        init(_ literal: FunctionLiteral, scope: Scope, source: SourceText, name: String? = nil) {
            self.literal = literal
            self.scope = scope
            self.source = source
            self.name = name
        }
    }

    package static func == (a: Function, b: Function) -> Bool {
        switch (a.form, b.form) {
        case (.builtIn(let a), .builtIn(let b)): a.name == b.name
        case (.defined(let a), .defined(let b)): a === b
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch form {
        case .builtIn(let function): hasher.combine(function.name)
        case .defined(let definition): hasher.combine(ObjectIdentifier(definition))
        }
    }
}
