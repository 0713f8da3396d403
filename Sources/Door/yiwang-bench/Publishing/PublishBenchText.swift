import Kernel

/// What the measure of a large catalogue says.
enum PublishBenchText {
    static let publish = Text("大目录", "A large catalogue")
    static let loading = Text("大目录：从已发布的形式装入、检查、换上", "Large catalogue: loaded from its published form, checked and swapped in")
    static let memory = Text("大目录：服务程序占用内存的最高值", "Large catalogue: the server's memory at its highest")
    static let starting = Text("大目录：服务程序启动", "Large catalogue: start of the server")
    static let linting = Text("大目录：全部检查一遍", "Large catalogue: linted whole")
    static let importing = Text("大目录：导入 YAML，与 Yams.compose 用时之比", "Large catalogue: importing YAML, against Yams.compose")
    static let times = Text("倍", "×")

    static func size(items: Int, implementations: Int) -> Text {
        SearchBenchText.large(items: items, implementations: implementations)
    }
    static func took(bytes: Int, compose: Double, all: Double) -> Text {
        Text(
            "{bytes} 字节；解析 {compose} 秒，导入 {all} 秒，各取两次中的较快者。", "{bytes} bytes; composing {compose} s, importing {all} s, the better of two."
        )
        .filled(["bytes": Figure.written(Double(bytes)), "compose": Figure.written(compose), "all": Figure.written(all)])
    }
}
