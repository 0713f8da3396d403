import Kernel
import Testing

@testable import Rules

struct ListFunctionTests {
    @Test(
        arguments: rows(
            #"""
            list contains([1, 2, 3], 2) => true
            list contains([1, 2, 3], 4) => false
            list contains([1, null], null) => true
            list contains([1, 2], null) => false
            list contains(null, 1) => null
            list contains([1, 2], "a") => false
            count([1, 2, 3]) => 3
            count([]) => 0
            count([1, [2, 3]]) => 2
            count(5) => 1
            count(null) => null
            count() => null
            min([1, 2, 3]) => 1
            min(3, 1, 2) => 1
            min([]) => null
            min(null) => null
            min([1, null]) => null
            min([1, "a"]) => null
            min("b", "a") => "a"
            max([@"2020-01-01", @"2021-01-01"]) => 2021-01-01
            max(1) => 1
            max([true]) => null
            sum([1, 2, 3]) => 6
            sum(1, 2, 3) => 6
            sum([]) => null
            sum([1, null]) => null
            sum(["a"]) => null
            product([2, 3, 4]) => 24
            product(2, 3) => 6
            product([]) => null
            mean([1, 2, 3]) => 2
            mean(1, 2) => 1.5
            mean([]) => null
            median([6, 1, 2, 3]) => 2.5
            median(8, 2, 5, 3, 4) => 4
            median([]) => null
            stddev([2, 4, 7, 5]) => 2.081665999466132735282297706979931
            stddev(47) => null
            stddev([]) => null
            mode([6, 1, 9, 6, 1]) => [1, 6]
            mode(6, 3, 9, 6, 6) => [6]
            mode([]) => []
            mode(null) => null
            mode(["a"]) => null
            all([true, true]) => true
            all([true, false, null]) => false
            all([true, null]) => null
            all([]) => true
            all(true, false) => false
            all(null) => null
            all(0) => null
            all(true) => true
            any([false, true, null]) => true
            any([false, null]) => null
            any([]) => false
            any(false) => false
            any(["a", true]) => true
            any(["a"]) => null
            """#))
    func `questions and sums`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            sublist([4, 5, 6], 1, 2) => [4, 5]
            sublist([4, 5, 6], 2) => [5, 6]
            sublist([4, 5, 6], -2) => [5, 6]
            sublist([4, 5, 6], -2, 1) => [5]
            sublist([4, 5, 6], 0) => null
            sublist([4, 5, 6], 4) => null
            sublist([4, 5, 6], 2, 5) => null
            append([1], 2, 3) => [1, 2, 3]
            append(1, 2) => [1, 2]
            append([], null) => [null]
            append([1], [2]) => [1, [2]]
            append(null, 1) => null
            concatenate([1, 2], [3]) => [1, 2, 3]
            concatenate([1], null) => null
            concatenate([1], 2) => [1, 2]
            insert before([1, 3], 1, 2) => [2, 1, 3]
            insert before([1, 3], 2, null) => [1, null, 3]
            insert before([1, 3], -1, 2) => [1, 2, 3]
            insert before([1, 3], 0, 2) => null
            insert before([1, 3], 4, 2) => null
            remove([1, 2, 3], 2) => [1, 3]
            remove([1, 2, 3], -1) => [1, 2]
            remove([1], 2) => null
            list replace([1, 2, 3], 2, 9) => [1, 9, 3]
            list replace([1, 2, 3], -1, 9) => [1, 2, 9]
            list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5) => [5, 5, 7, 8]
            list replace([1], function(item, newItem) "x", 5) => null
            list replace([1], 3, 5) => null
            list replace([1, 2, 3], 2.5, 9) => [1, 9, 3]
            list replace([1, 2, 3], -1.5, 9) => [1, 2, 9]
            list replace([1, 2, 3], 0.5, 9) => null
            reverse([1, 2, 3]) => [3, 2, 1]
            reverse(null) => null
            index of([1, 2, 3, 2], 2) => [2, 4]
            index of([1, null, null], null) => [2, 3]
            index of([1], 5) => []
            index of(null, 5) => null
            union([1, 2], [2, 3]) => [1, 2, 3]
            union([1, null], [null]) => [1, null]
            distinct values([1, 2, 3, 2, 1]) => [1, 2, 3]
            distinct values([1, 1.0, "1"]) => [1, "1"]
            distinct values([{a: 1, b: 2}, {b: 2, a: 1}]) => [{a: 1, b: 2}]
            distinct values(["\u00e9", "e\u0301", "\u00e9"]) = ["\u00e9", "e\u0301"] => true
            distinct values([@"10:00:00Z", @"12:00:00+02:00", 1]) => [10:00:00Z, 1]
            count(distinct values(for i in 1..20000 return modulo(i, 7))) => 7
            distinct values(null) => null
            flatten([[1, 2], [[3]], 4]) => [1, 2, 3, 4]
            flatten([]) => []
            sort([3, 1, 2], function(x, y) x < y) => [1, 2, 3]
            sort(list: [3, 1, 2], precedes: function(x, y) x > y) => [3, 2, 1]
            sort(precedes: function(x, y) x > y, list: [3, 1, 2]) => [3, 2, 1]
            sort([3, 1, 2]) => [1, 2, 3]
            sort([{k: 2, v: "a"}, {k: 1, v: "b"}, {k: 2, v: "c"}], function(x, y) x.k < y.k).v => ["b", "a", "c"]
            sort([1, "a"]) => null
            sort([1, 2], function(x, y) "a") => null
            sort([], function(x, y) x < y) => []
            """#))
    func `parts and changes`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            get value({a: 1}, "a") => 1
            get value({a: 1}, "b") => null
            get value(null, "a") => null
            get value({a: {b: 2}}, ["a", "b"]) => 2
            get entries({a: 1, b: "x"}) => [{key: "a", value: 1}, {key: "b", value: "x"}]
            get entries({a: 1})[key = "a"].value => [1]
            get entries({}) => []
            get entries(null) => null
            context([{key: "a", value: 1}, {key: "b", value: 2}]) => {a: 1, b: 2}
            context({key: "a", value: 1}) => {a: 1}
            context([]) => {}
            context([{key: "a", value: 1}, {key: "a", value: 2}]) => null
            context([{key: "a"}]) => null
            context([1]) => null
            context put({a: 1}, "b", 2) => {a: 1, b: 2}
            context put({a: 1}, "a", 2) => {a: 2}
            context put({a: {b: 1}}, ["a", "b"], 2) => {a: {b: 2}}
            context put({a: {b: 1}}, ["a", "c"], 2) => {a: {b: 1, c: 2}}
            context put({a: 1}, [], 2) => null
            context put(context: {x: {a: 0}}, keys: ["x", "a"], value: 2) => {x: {a: 2}}
            context put(context: {x: {a: 0}}, key: ["x", "a"], value: 2) => null
            context put({x: {a: 0}}, ["x", "a", "b"], 2) => null
            context put({a: 1}, null, 2) => null
            context put({a: 1}, "b") => null
            context put({a: 1}, ["b", "c"], 2) => null
            context put(null, "a", 2) => null
            context merge([{a: 1}, {b: 2}]) => {a: 1, b: 2}
            context merge([{a: 1}, {a: 2}]) => {a: 2}
            context merge([]) => {}
            context merge([1]) => null
            context merge({a: 1}) => {a: 1}
            context merge([], "x") => null
            context merge(null) => null
            """#))
    func `contexts`(_ row: Row) throws { try check(row) }
}
