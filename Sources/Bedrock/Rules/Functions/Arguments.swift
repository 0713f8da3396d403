import Kernel

/// The arguments of a call in the order of the parameters, read with the kinds that the function needs.
struct Arguments {
    let values: [Value]
    /// Which of the function's forms was called.
    let form: Int
    let isNamed: Bool
    private let labels: [String]

    init(_ function: BuiltIn, _ values: [Value], _ names: [String]?) throws(Cause) {
        isNamed = names != nil
        // Where two forms differ only in order (`before(point, range)`), the order as written decides.
        let exact = names.flatMap { names in function.forms.firstIndex { $0.labels == names } }
        for (index, form) in function.forms.enumerated() where exact == nil || exact == index {
            if let names {
                guard let ordered = Arguments.ordered(values, names, form) else { continue }
                (self.values, labels, self.form) = (ordered, form.labels, index)
                return
            }
            if values.count >= form.required, values.count <= form.most {
                (self.values, labels, self.form) = (values, form.labels, index)
                return
            }
        }
        throw Cause(names == nil ? RulesText.badCount(function.name, values.count) : RulesText.badNames(function.name))
    }

    /// The values in the order of the form's parameters; nil where the names are not its own. Required parameters come first.
    private static func ordered(_ values: [Value], _ names: [String], _ form: BuiltIn.Form) -> [Value]? {
        guard Set(names).count == names.count, names.allSatisfy(form.labels.contains),
            form.labels.prefix(form.required).allSatisfy(names.contains)
        else { return nil }
        let last = form.labels.lastIndex(where: names.contains) ?? -1
        return form.labels.prefix(last + 1).map { label in names.firstIndex(of: label).map { values[$0] } ?? .null }
    }

    var count: Int { values.count }

    subscript(_ index: Int) -> Value { index < values.count ? values[index] : .null }

    func has(_ index: Int) -> Bool { index < values.count && !values[index].isNull }

    private func label(_ index: Int) -> String { labels.isEmpty ? "" : labels[min(index, labels.count - 1)] }

    func wrong(_ index: Int, _ wanted: FeelType) -> Cause {
        Cause(RulesText.wrongArgument(label(index), wanted, self[index].type))
    }

    func outOfBounds(_ index: Int) -> Cause { Cause(RulesText.argumentOutOfBounds(label(index), self[index].literal)) }

    /// The argument, or the element where a list of one stands for it (DMN 1.5 §10.3.2.9.4).
    func scalar(_ index: Int) -> Value {
        if case .list(let items) = self[index], items.count == 1 { return items[0] }
        return self[index]
    }

    func string(_ index: Int) throws(Cause) -> String {
        guard case .string(let text) = scalar(index) else { throw wrong(index, .string) }
        return text
    }

    func number(_ index: Int) throws(Cause) -> Decimal34 {
        guard case .number(let number) = scalar(index) else { throw wrong(index, .number) }
        return number
    }

    func whole(_ index: Int) throws(Cause) -> Int {
        guard let number = try number(index).int else { throw outOfBounds(index) }
        return number
    }

    /// What stands before the decimal point.
    func cut(_ index: Int) throws(Cause) -> Int {
        guard let whole = try number(index).rounded(toScale: 0, .down).int else { throw outOfBounds(index) }
        return whole
    }

    func boolean(_ index: Int) throws(Cause) -> Bool {
        guard case .boolean(let value) = scalar(index) else { throw wrong(index, .boolean) }
        return value
    }

    func context(_ index: Int) throws(Cause) -> Context {
        guard case .context(let context) = scalar(index) else { throw wrong(index, .context([])) }
        return context
    }

    func function(_ index: Int) throws(Cause) -> Function {
        guard case .function(let function) = scalar(index) else { throw wrong(index, .function([], .any)) }
        return function
    }

    /// A list, or what is none as a list of one; null is no list.
    func list(_ index: Int) throws(Cause) -> [Value] {
        switch self[index] {
        case .list(let items): return items
        case .null: throw wrong(index, .list(.any))
        case let single: return [single]
        }
    }

    /// `f(list)` and `f(a, b, c)` mean the same.
    func gathered() throws(Cause) -> [Value] { count == 1 ? try list(0) : values }

    /// A place in a list of `count`, counted from 1, or from -1 at the end; as an index from 0.
    /// - Parameter cutting: whether the place is what stands before the decimal point, as `list replace` has it.
    func place(_ index: Int, in count: Int, cutting: Bool = false) throws(Cause) -> Int {
        let position = try cutting ? cut(index) : whole(index)
        let place = position > 0 ? position - 1 : count + position
        guard position != 0, (0..<count).contains(place) else { throw outOfBounds(index) }
        return place
    }
}
