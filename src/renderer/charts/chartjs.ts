import { Chart, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip } from 'chart.js'
import zoomPlugin from 'chartjs-plugin-zoom'

// Only what line charts need: the rest stays out of the build.
Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale, Tooltip, zoomPlugin)

export { Chart }
