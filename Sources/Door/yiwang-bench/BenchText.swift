import Kernel

/// What this program says.
enum BenchText {
    // MARK: The command line

    static let abstract = Text("在本机上测量一网平台，并与目标比较。", "Measures Yiwang on this machine and holds the figures against the goals.")
    static let discussion = Text(
        "只使用本机回环地址和一个临时文件夹；需要 nginx 和 wrk。全部测量约十分钟，--quick 约两分钟。",
        "Uses the loopback and a temporary folder only; needs nginx and wrk. All takes some ten minutes, --quick about two.")
    static let server = Text("被测的程序；默认是本程序旁边的 yiwang。", "The program to measure; by default the yiwang beside this program.")
    static let home = Text("存放 catalogue、web、data、demo 的文件夹。", "The folder with catalogue, web, data and demo.")
    static let postgres = Text(
        "测试用的 PostgreSQL；默认取 YIWANG_TEST_POSTGRES。只使用 yiwang_bench 开头的模式，结束时删除。",
        "A PostgreSQL to measure with; by default YIWANG_TEST_POSTGRES. Only schemas named yiwang_bench… are used, and removed.")
    static let only = Text("只测这些项目。", "Takes these measures only.")
    static let quick = Text("快速测量：时间短、行数少。", "A quick look: shorter runs, fewer rows.")
    static let json = Text("以 JSON 输出。", "Prints JSON.")

    // MARK: On the way

    static func measuring(_ name: Text) -> Text { Text("测量：{name}", "Measuring: {name}").filled(["name": name]) }
    static func preparing(_ engine: String) -> Text { Text("  正在 {engine} 上准备数据", "  Preparing {engine}").filled(["engine": engine]) }
    static func filling(_ engine: String, _ count: Int) -> Text {
        Text("  正在向 {engine} 写入 {count} 件办件", "  Filling {engine} with {count} cases").filled([
            "engine": engine, "count": Figure.written(Double(count)),
        ])
    }
    static func failed(_ name: Text, _ reason: String) -> Text {
        Text("没有测成：{name}：{reason}", "Not measured: {name}: {reason}").filled(["name": name, "reason": Text(same: reason)])
    }

    // MARK: The table

    static let measure = Text("项目", "Measure")
    static let figure = Text("结果", "Figure")
    static let goal = Text("目标", "Goal")
    static let met = Text("达到", "met")
    static let missed = Text("未达到", "missed")
    static let unjudged = Text("不作判断", "not judged")
    static func summary(met: Int, of judged: Int, machine: String, seconds: Int) -> Text {
        Text("{judged} 个目标中达到 {met} 个；{machine}；用时 {seconds} 秒。", "{met} of {judged} goals met; {machine}; {seconds} s.")
            .filled(["met": String(met), "judged": String(judged), "machine": machine, "seconds": String(seconds)])
    }
    static func busy(_ load: Double) -> Text {
        Text("测量开始时机器已有负载 {load}，结果偏低。", "The machine was busy when this began (load {load}): the figures are too low.")
            .filled(["load": Figure.written(load)])
    }

    static let perSecond = Text("次/秒", "/s")
    static let milliseconds = Text("毫秒", "ms")
    static let microseconds = Text("微秒", "µs")
    static let seconds = Text("秒", "s")
    static let kilobytes = Text("千字节", "kB")
    static let megabytes = Text("兆字节", "MB")

    // MARK: Computing

    static let compute = Text("计算", "Computation")
    static let checklistEmpty = Text("新生儿清单，什么都不知道", "Checklist of newborn, nothing known")
    static let checklistKnown = Text("新生儿清单，已查得资料", "Checklist of newborn, registers asked")
    static let conditions = Text("判断审查要点", "Review points judged")
    static let search = Text("搜索一次", "One search")
    static func seal(_ cipher: String) -> Text { Text("封存 2 kB，{cipher}", "Sealing 2 kB, {cipher}").filled(["cipher": cipher]) }

    // MARK: Starting

    static let start = Text("启动", "Starting")
    static let firstStart = Text("演示城市第一次启动", "Demo city, first start")
    static func history(_ count: Int) -> Text {
        Text("其后载入过去一年的 {count} 件办件", "then loading the past year's {count} cases").filled(["count": Figure.written(Double(count))])
    }
    static let secondStart = Text("演示城市第二次启动", "Demo city, second start")
    static let idleMemory = Text("空闲时的内存", "Memory when idle")
    static let usedMemory = Text("看过首页后的内存", "Memory after the first look")
    static func firstLook(_ files: Int) -> Text {
        Text("首页及样式、脚本、图标（{files} 个文件，gzip）", "First page with style, script, icons ({files} files, gzip)").filled(["files": String(files)])
    }

    // MARK: Guide

    static let guide = Text("办事指南页", "Guide page")
    static let guideBytes = Text("指南页大小（gzip）", "Guide page, gzip")
    static func headBytes(ours: Int, theirs: Int) -> Text {
        Text("响应头 {ours} 字节，nginx 为 {theirs} 字节。", "heads of {ours} bytes, nginx's {theirs}.").filled([
            "ours": String(ours), "theirs": String(theirs),
        ])
    }
    static func guideRate(_ connections: Int) -> Text { at(connections, Text("指南页", "Guide page")) }
    static func nginxRate(_ connections: Int) -> Text { at(connections, Text("nginx，同样的字节", "nginx, the same bytes")) }
    static func guideRatio(_ connections: Int) -> Text { at(connections, Text("与 nginx 之比", "Share of nginx")) }
    static func guideP99(_ connections: Int) -> Text { at(connections, Text("指南页 p99", "Guide page p99")) }
    private static func at(_ connections: Int, _ name: Text) -> Text {
        Text("{name}，{n} 个连接", "{name}, {n} connections").filled(["name": name, "n": Text(same: String(connections))])
    }

    // MARK: Submitting

    static let submit = Text("提交申请", "Submitting")
    static let noPostgres = Text("没有 PostgreSQL，只测了 SQLite。", "No PostgreSQL was given: only SQLite was measured.")
    static let notDurable = Text(
        "PostgreSQL 没有打开 fsync，其写入结果不作判断；请用 with-postgres.sh --fsync。",
        "PostgreSQL runs without fsync, so its writes are not judged; use with-postgres.sh --fsync.")
    static func submitRate(_ engine: String) -> Text { on(engine, Text("提交申请，64 个连接", "Submissions, 64 connections")) }
    static func submitNote(rows: Int, bytes: Int) -> Text {
        Text(
            "每次提交写 {rows} 行、{bytes} 字节，另有消息投递。", "each writes {rows} rows, {bytes} bytes, and a message is delivered beside."
        ).filled(["rows": String(rows), "bytes": Figure.written(Double(bytes))])
    }
    static func submitP50(_ engine: String) -> Text { on(engine, Text("提交申请 p50", "Submission p50")) }
    static func submitP99(_ engine: String) -> Text { on(engine, Text("提交申请 p99", "Submission p99")) }
    static func submitProcessor(_ engine: String) -> Text { on(engine, Text("每次提交占用处理器", "Processor time of a submission")) }
    static func submitAlone(_ engine: String) -> Text { on(engine, Text("不投递消息时", "Submissions without deliveries")) }
    static func plainRate(_ engine: String, group: Int) -> Text {
        on(engine, Text("单线程只写同样的行，每组 {n}", "One thread writing the same rows, {n} a commit").filled(["n": String(group)]))
    }
    static func submitRatio(_ engine: String) -> Text { on(engine, Text("与单线程写入之比", "Share of that thread")) }

    // MARK: Worklist

    static let worklist = Text("待办列表", "Worklist")
    static func worklistTime(_ engine: String, _ count: Int, _ name: String) -> Text {
        on(
            engine,
            Text("待办列表 {name}，{count} 件", "Worklist {name}, {count} cases").filled(["name": name, "count": Figure.written(Double(count))]))
    }
    static func worklistLast(_ engine: String, _ pages: Int) -> Text {
        on(engine, Text("第 {n} 页与第 1 页用时之比", "Page {n} against page 1").filled(["n": String(pages)]))
    }
    static func worklistWide(_ engine: String) -> Text { on(engine, Text("全市待办列表 p95", "Worklist of the whole city p95")) }

    private static func on(_ engine: String, _ name: Text) -> Text {
        Text("{engine}：{name}", "{engine}: {name}").filled(["engine": Text(same: engine), "name": name])
    }
}
